import { describe, expect, it } from 'vitest'
import type { OpportunitySummary } from '../../dashboard/client/types.ts'
import { before } from '../../domain/protocol/time.ts'
import { earlier, offersOf, type OfferSummary, windowsOf } from '../../dashboard/views/timetable/windows.ts'

const HOUR = 3_600_000
const START = Date.parse('2027-03-10T12:00:00Z')
const OFFER: OfferSummary = { id: 'x', name: 'Standard', price: 5, currency: 'GBP', allowCustomerCancellationFullRefund: true }
const windows = (offer: Partial<OfferSummary>, now = START - 24 * HOUR) => windowsOf({ ...OFFER, ...offer }, START, now)

it.each([['PT90M', 1.5], ['P1DT2H', 26], ['P1W', 168], ['PT0S', 0]])('%s before a start is %d hours earlier', (text, hours) => {
  expect(earlier(START, text)).toBe(START - hours * HOUR)
})

it.each(['P1M', 'P1Y', 'P1MT1M', 'P2Y3M4DT5H6M7S', 'P13M', 'P1M2W'])('%s before a start is the instant of the simulator', (text) => {
  for (const start of ['2027-03-10T12:00:00Z', '2027-03-31T00:30:00Z', '2028-02-29T23:59:59Z']) {
    expect(new Date(earlier(Date.parse(start), text))).toEqual(before(start, text))
  }
})

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
