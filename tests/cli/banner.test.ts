import { describe, expect, it } from 'vitest'
import { banner, findExample } from '../../cli/banner.ts'

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

/** Serve feeds with one item per page. @returns a function that fetches the page at a path */
function feeds (items: Record<string, ReadonlyArray<object | undefined>>) {
  return async (path: string): Promise<unknown> => {
    const [, name = '', position = '0'] = /^\/feeds\/([\w-]+)(?:\?afterChangeNumber=(\d+))?$/.exec(path) ?? []
    const index = Number(position)
    const data = items[name]?.[index]
    const item = data === undefined ? { state: 'deleted' } : { state: 'updated', data }
    const page = index < (items[name]?.length ?? 0) ? [item] : []
    return { next: `${BASE}/feeds/${name}?afterChangeNumber=${index + page.length}`, items: page }
  }
}

describe('the example of the banner', () => {
  const sellers = [series(1, 1), series(2, 2)]

  it('is the first session that can be booked now', async () => {
    const get = feeds({
      'session-series': sellers,
      'scheduled-sessions': [
        undefined,
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
    expect(await findExample(get, TYPES, NOW)).toEqual({
      baseUrl: BASE,
      example: { opportunity: `${BASE}/sessions/right`, offer: `${BASE}/offers/right`, seller: `${BASE}/sellers/2` }
    })
  })

  it('is omitted without sessions on offer', async () => {
    expect(await findExample(feeds({ events: [] }), ['Event'], NOW)).toEqual({ baseUrl: BASE, example: undefined })
  })

  it('is omitted when no session can be booked', async () => {
    const full = session('full', { remainingAttendeeCapacity: 0 })
    const found = await findExample(feeds({ 'session-series': sellers, 'scheduled-sessions': [full] }), TYPES, NOW)
    expect(found).toEqual({ baseUrl: BASE, example: undefined })
    const text = banner({
      ...found,
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
