import { describe, expect, it } from 'vitest'
import type { OpportunitySummary } from '../../dashboard/client/types.ts'
import { offersOf, type OfferSummary, windowsOf } from '../../dashboard/views/timetable/windows.ts'

const HOUR = 3_600_000
const START = Date.parse('2027-03-10T12:00:00Z')
const OFFER: OfferSummary = { id: 'x', name: 'Standard', price: 5, currency: 'GBP', allowCustomerCancellationFullRefund: true }
const windows = (offer: Partial<OfferSummary>, now = START - 24 * HOUR) => windowsOf({ ...OFFER, ...offer }, START, now)

it('an opportunity that repeats an offer of its group has it once', () => {
  const group: OpportunitySummary = { id: 'group', type: 'SessionSeries', seller: 's', feed: 'f', offers: [OFFER, { ...OFFER, id: 'y' }] }
  expect(offersOf({ ...group, id: 'one', offers: [OFFER] }, group).map(({ id }) => id)).toEqual(['x', 'y'])
  expect(offersOf(undefined, undefined)).toEqual([])
})

describe('the windows of an offer', () => {
  it('end with the start, unless the offer says otherwise', () => {
    expect(windows({})).toMatchObject({ closes: START, cancellation: START })
    expect(windows({ validThroughBeforeStartDate: 'PT2H', latestCancellationBeforeStartDate: 'PT6H' }))
      .toMatchObject({ closes: START - 2 * HOUR, cancellation: START - 6 * HOUR })
  })

  it('open months and years before the start by the calendar', () => {
    const opensFrom = (validFromBeforeStartDate: string): string => new Date(windows({ validFromBeforeStartDate }).opens).toISOString()
    expect(['P1M', 'P1Y', 'P1MT1M', 'P2Y3M4DT5H6M7S'].map(opensFrom)).toEqual([
      '2027-02-10T12:00:00.000Z', '2026-03-10T12:00:00.000Z', '2027-02-10T11:59:00.000Z', '2024-12-06T06:53:53.000Z'
    ])
  })

  it('are the narrower ones where an offer has relative and absolute bounds', () => {
    const bounds = { validFrom: '2027-03-09T12:00:00Z', validThrough: '2027-03-10T11:00:00Z' }
    expect(windows({ ...bounds, validFromBeforeStartDate: 'P2D', validThroughBeforeStartDate: 'PT30M' }))
      .toMatchObject({ opens: START - 24 * HOUR, closes: START - HOUR })
  })

  it('have no refund where the offer has none', () => {
    expect(windows({ allowCustomerCancellationFullRefund: false, latestCancellationBeforeStartDate: 'PT6H' }).cancellation).toBeUndefined()
  })

  it.each([START - 1000 * HOUR, START, START + HOUR])('are all in sight with now at %d', (now) => {
    const { from, until, opens, closes } = windows({ validFromBeforeStartDate: 'P7D' }, now)
    for (const at of [opens, closes, START, now]) expect([from < at, at < until]).toEqual([true, true])
  })
})
