import { describe, expect, it } from 'vitest'
import { combinedPrepayment, prepaymentConflicts } from '../../domain/pricing/prepayment.ts'
import type { Offer } from '../../domain/records/opportunity.ts'
import { offerDocument } from '../../domain/rendering/offer-document.ts'
import { offer } from './build.ts'

const priced = (prepayment?: 'Required' | 'Optional' | 'Unavailable'): Offer => offer({ priceMinor: 500, ...(prepayment && { prepayment }) })
const free = offer({ priceMinor: 0 })

describe('prepayment of an order', () => {
  it.each([
    ['Required', [priced('Required'), priced('Optional'), free]],
    ['Required', [priced()]],
    ['Optional', [priced('Optional'), priced('Unavailable'), free]],
    ['Unavailable', [priced('Unavailable'), offer({ priceMinor: 0, prepayment: 'Optional' })]],
    ['Unavailable', [priced('Unavailable'), free]],
    ['Unavailable', [free]]
  ] as const)('is %s', (expected, offers) => {
    expect(combinedPrepayment(offers)).toBe(expected)
  })

  it('conflicts if some offers require it and others exclude it', () => {
    expect(prepaymentConflicts([priced('Required'), priced('Unavailable'), free, priced('Optional'), priced()])).toEqual([true, true, false, false, true])
    expect(prepaymentConflicts([priced('Required'), priced('Optional'), free])).toEqual([false, false, false])
  })
})

it('a free offer has no prepayment in its document', () => {
  expect(offerDocument(priced('Required'), '')).toHaveProperty('openBookingPrepayment')
  expect(offerDocument({ ...priced('Required'), priceMinor: 0 }, '')).not.toHaveProperty('openBookingPrepayment')
})
