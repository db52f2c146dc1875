import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { call, CONTEXT, MOUNTS, refusal } from '../../helpers/classic.ts'
import { findInFeed, readFeed } from '../../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

/** The offers of an event, by the instants that bound their purchase and cancellation. */
const offersOf = (event: string, { validFrom, early, full, cancellable }: Record<string, string>): object[] => [
  {
    type: 'Offer',
    id: `${BASE}/offers/${event}1`,
    identifier: `${event}1`,
    name: 'Aerobics, early bird',
    description: expect.stringMatching(/.\.$/),
    price: 7.99,
    priceCurrency: 'GBP',
    validFrom,
    validThrough: early,
    isCancellable: false,
    itemOffered: { type: 'Event', id: `${BASE}/events/${event}` }
  },
  {
    type: 'Offer',
    id: `${BASE}/offers/${event}2`,
    identifier: `${event}2`,
    name: 'Aerobics, full price',
    description: expect.stringMatching(/.\.$/),
    price: 9.99,
    priceCurrency: 'GBP',
    validFrom,
    validThrough: full,
    isCancellable: true,
    cancellationValidUntil: cancellable,
    itemOffered: { type: 'Event', id: `${BASE}/events/${event}` }
  }
]
const OFFERS_OF_1234 = offersOf('1234', { validFrom: '2027-01-15T08:00:00Z', early: '2027-03-14T08:00:00Z', full: '2027-03-16T07:00:00Z', cancellable: '2027-03-15T08:00:00Z' })
const OFFERS_OF_5678 = offersOf('5678', { validFrom: '2027-01-22T10:00:00Z', early: '2027-03-21T10:00:00Z', full: '2027-03-23T09:00:00Z', cancellable: '2027-03-22T10:00:00Z' })

describe.each(MOUNTS)('below "%s"', (mount) => {
  it('an event shows its time, location and offers', async () => {
    const { status, headers, body } = await call(simulator, 'GET', `${mount}/events/1234`)
    expect([status, headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')])
    expect(body).toEqual({
      '@context': CONTEXT,
      type: 'Event',
      id: `${BASE}/events/1234`,
      identifier: '1234',
      name: 'Aerobics (Week 1)',
      description: expect.stringMatching(/.\.$/),
      activity: [{ type: 'Concept', id: expect.stringMatching(/^https:\/\/openactive\.io\/activity-list#/), prefLabel: 'Aerobics', inScheme: 'https://openactive.io/activity-list' }],
      startDate: '2027-03-16T08:00:00Z',
      endDate: '2027-03-16T09:00:00Z',
      duration: 'PT1H',
      maximumAttendeeCapacity: 10,
      remainingAttendeeCapacity: 10,
      location: expect.objectContaining({ type: 'Place', name: 'Wharfside Leisure Centre', address: expect.objectContaining({ type: 'PostalAddress', addressCountry: 'GB' }) }),
      offers: OFFERS_OF_1234
    })
    expect(JSON.stringify(body)).not.toMatch(/"@(?:type|id)"|\{base\}/)
  })

  it.each([...OFFERS_OF_1234, ...OFFERS_OF_5678].map((offer) => [(offer as { identifier: string }).identifier, offer] as const))('offer %s shows its price, validity and cancellation window', async (id, offer) => {
    expect((await call(simulator, 'GET', `${mount}/offers/${id}`)).body).toEqual({ '@context': CONTEXT, ...offer })
  })

  it.each([
    '1', '12345', '01234', '1234%20', '%31234x', 'abc', '__proto__', 'constructor', '..%2Fevents%2F1234', '12341', ''
  ])('the unknown event "%s" is answered with 404', async (id) => {
    expect(await refusal(simulator, 'GET', `${mount}/events/${id}`)).toEqual([404, 'not_found'])
  })

  it.each([
    '1', '2', '1234', '12340', '12343', '012341', '12341%20', 'abc1', '__proto__', '..%2Foffers%2F12341', ''
  ])('the unknown offer "%s" is answered with 404', async (id) => {
    expect(await refusal(simulator, 'GET', `${mount}/offers/${id}`)).toEqual([404, 'not_found'])
  })
})

/** The id of each event, its date (days from today) and its free spaces. */
const EVENTS = [['1000', -7, 9], ['1234', 7, 10], ['5678', 14, 10], ['2001', 21, 0], ['2002', 21, 2], ['2003', 21, 10], ['2004', 21, 10], ['2005', 21, 10], ['2006', 21, 10]] as const

describe.each(EVENTS)('event %s', (id, days, spaces) => {
  it(`is ${days} days from today and has ${spaces} free spaces`, async () => {
    const { body } = await call(simulator, 'GET', `/events/${id}`)
    expect(body.startDate.slice(0, 10)).toBe(new Date(Date.UTC(2027, 2, 9 + days)).toISOString().slice(0, 10))
    expect([body.maximumAttendeeCapacity, body.remainingAttendeeCapacity]).toEqual([10, spaces])
  })

  it('is the same in the events feed', async () => {
    const { body } = await call(simulator, 'GET', `/events/${id}`)
    const data = await findInFeed(simulator, 'events', `${BASE}/events/${id}`)
    for (const name of ['name', 'startDate', 'endDate', 'duration', 'maximumAttendeeCapacity', 'remainingAttendeeCapacity']) expect([name, data[name]]).toEqual([name, body[name]])
    expect(data['@type']).toBe('Event')
    const said = (offers: Array<Record<string, unknown>>): unknown[] => offers.map(({ '@id': newId, id = newId, name, price, priceCurrency, validFrom, validThrough, isCancellable, allowCustomerCancellationFullRefund = isCancellable }) =>
      [id, name, price, priceCurrency, validFrom, validThrough, allowCustomerCancellationFullRefund])
    expect(said(data.offers)).toEqual(said(body.offers))
  })
})

it('the events feed has each of these events once, and no other', async () => {
  const ids = (await readFeed(simulator, '/feeds/events')).map(({ data }) => data['@id']).filter((id) => /\/events\/\d+$/.test(id) && !id.includes('/api/'))
  expect(ids.sort()).toEqual(EVENTS.map(([id]) => `${BASE}/events/${id}`).sort())
})
