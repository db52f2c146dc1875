import { describe, expect, it } from 'vitest'
import { banner } from '../../cli/banner/banner.ts'
import { findExample } from '../../cli/banner/example.ts'

const BASE = 'https://book.example/feeds/sim'
const TYPES = ['ScheduledSession'] as const
const NOW = new Date('2027-03-09T10:20:00Z')

const series = (id: number, seller: number) => {
  return { '@id': `${BASE}/series/${id}`, organizer: { '@id': `${BASE}/sellers/${seller}` } }
}
const session = (id: string, more: object = {}) => ({
  '@id': `${BASE}/sessions/${id}`,
  superEvent: `${BASE}/series/2`,
  startDate: '2027-03-10T09:00:00Z',
  eventStatus: 'https://schema.org/EventScheduled',
  remainingAttendeeCapacity: 1,
  offers: [{ '@id': `${BASE}/offers/${id}` }],
  ...more
})

/** @returns a function that gives the documents of a feed */
const feeds = (documents: Record<string, readonly object[]>) => async function * (feed: string) { yield * documents[feed] ?? [] }

describe('the example of the banner', () => {
  const sellers = [series(1, 1), series(2, 2)]

  it('is the first session that can be booked now', async () => {
    const read = feeds({
      'session-series': sellers,
      'scheduled-sessions': [
        session('over', { startDate: '2027-03-08T09:00:00Z' }),
        session('soon', { startDate: '2027-03-09T11:00:00Z' }),
        session('full', { remainingAttendeeCapacity: 0 }),
        session('cancelled', { eventStatus: 'https://schema.org/EventCancelled' }),
        session('not-yet', { offers: [{ '@id': `${BASE}/offers/not-yet`, validFromBeforeStartDate: 'PT1H' }] }),
        session('closes', { offers: [{ '@id': `${BASE}/offers/closes`, validThroughBeforeStartDate: 'P1D' }] }),
        session('approved', {
          offers: [{
            '@id': `${BASE}/offers/approved`,
            openBookingFlowRequirement: ['https://openactive.io/OpenBookingApproval']
          }]
        }),
        session('without-offer', { offers: [] }),
        session('right'),
        session('too-late')
      ]
    })
    expect(await findExample(read, TYPES, NOW)).toEqual({
      opportunity: `${BASE}/sessions/right`, offer: `${BASE}/offers/right`, seller: `${BASE}/sellers/2`
    })
  })

  it('is omitted without sessions on offer', async () => {
    expect(await findExample(feeds({ events: [] }), ['Event'], NOW)).toBeUndefined()
  })

  it('is omitted when no session can be booked', async () => {
    const full = session('full', { remainingAttendeeCapacity: 0 })
    const example = await findExample(feeds({ 'session-series': sellers, 'scheduled-sessions': [full] }), TYPES, NOW)
    expect(example).toBeUndefined()
    const text = banner({
      baseUrl: BASE,
      example,
      ownCertificate: false,
      ownCredentials: false,
      auth: ['basic'],
      sellers: [{ id: `${BASE}/sellers/1`, name: 'One' }],
      state: undefined
    })
    expect(text).toContain(`base URL      ${BASE}\n`)
    expect(text).not.toContain('curl')
  })
})
