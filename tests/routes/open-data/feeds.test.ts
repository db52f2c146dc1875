import { describe, expect, it } from 'vitest'
import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import type { Change } from '../../../domain/records/change.ts'
import { BASE, buildApp, NOW, shareApp } from '../../helpers/build-app.ts'
import { b, endOfFeed, make, readFeed } from '../../helpers/requests.ts'

const FEEDS = [
  'session-series', 'scheduled-sessions', 'facility-uses', 'facility-use-slots', 'individual-facility-use-slots', 'events', 'headline-events', 'headline-event-subevents',
  'course-instances', 'course-instance-subevents', 'on-demand-events'
]

const shared = shareApp()

describe.each(FEEDS)('/feeds/%s', (feed) => {
  it('ends with a page that links to itself', async () => {
    const simulator = await shared()
    const first = await simulator.request('GET', `/feeds/${feed}`)
    expect(first.status).toBe(200)
    expect(first.headers['content-type']).toBe('application/vnd.openactive.rpde+json; version=1')
    expect(first.headers['cache-control']).toBe('public, max-age=3600')
    expect(first.body.license).toBe('https://creativecommons.org/licenses/by/4.0/')
    expect(first.body.items.length).toBeGreaterThan(0)
    const items = await readFeed(simulator, `/feeds/${feed}`)
    const numbers = items.map(({ modified }) => modified)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    const end = await endOfFeed(simulator, `/feeds/${feed}`)
    const last = await simulator.request('GET', end)
    expect(last.body).toEqual({ next: end, items: [], license: first.body.license })
    expect(last.headers['cache-control']).toBe('public, max-age=8')
  })

  it('is answered with 304 to a caller with the current page', async () => {
    const simulator = await shared()
    const { headers } = await simulator.request('GET', `/feeds/${feed}`)
    expect(headers['etag']).toMatch(/^"/)
    const again = await simulator.request('GET', `/feeds/${feed}`, { headers: { 'if-none-match': String(headers['etag']) } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect(again.headers).toMatchObject({ etag: headers['etag'], 'content-type': headers['content-type'], 'cache-control': headers['cache-control'] })
    expect(again.headers['content-length']).toBeUndefined()
    const list = { 'if-none-match': `"other", ${String(headers['etag'])}` }
    expect((await simulator.request('GET', `/feeds/${feed}`, { headers: list })).status).toBe(304)
    expect((await simulator.request('GET', `/feeds/${feed}?afterChangeNumber=x`, { headers: { 'if-none-match': '*' } })).status).toBe(400)
  })
})

describe('a page', () => {
  it('has at most 500 items, and the next page continues after it', async () => {
    const simulator = await buildApp()
    const { opportunity } = await make(simulator)
    const id = opportunity.slice(BASE.length + 1)
    const record = (await simulator.store.read(async (tx) => await tx.get('opportunity', id)))!
    // One transaction takes a fraction of the time of as many requests.
    const copyOf = (index: number): Change => ({ kind: 'opportunity', id: `${id}${index}`, record: { ...record, path: `${id}${index}` }, feed: 'scheduled-sessions' })
    await simulator.core.transact(() => ({ changes: Array.from({ length: 400 }, (_, index) => copyOf(index)) }))
    const { body: page } = await simulator.request('GET', '/feeds/scheduled-sessions')
    expect(page.items).toHaveLength(500)
    expect(page.next).toBe(`${BASE}/feeds/scheduled-sessions?afterChangeNumber=${page.items.at(-1).modified}`)
    expect((await simulator.request('GET', page.next)).body.items.length).toBeGreaterThan(0)
  })

  it.each(['abc', '-1', '1.5', '007', '9007199254740993', ''])('after "%s" is refused', async (cursor) => {
    const simulator = await shared()
    const { status, body } = await simulator.request('GET', `/feeds/session-series?afterChangeNumber=${cursor}`)
    expect([status, body['@type']]).toEqual([400, 'OpenBookingError'])
  })

  it('after the largest number is empty and links to itself', async () => {
    const simulator = await shared()
    const url = `${BASE}/feeds/session-series?afterChangeNumber=${Number.MAX_SAFE_INTEGER}`
    const { body } = await simulator.request('GET', url)
    expect([body.items, body.next]).toEqual([[], url])
  })

  it('shows a changed item once, after all others, from an earlier cursor', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const end = await endOfFeed(simulator, '/feeds/scheduled-sessions')
    await b(simulator, [item])
    await b(simulator, [item])
    const updates = await readFeed(simulator, end)
    expect(updates.map(({ data }) => [data['@id'], data.remainingAttendeeCapacity])).toEqual([[item.opportunity, 8]])
    const all = await readFeed(simulator, '/feeds/scheduled-sessions')
    expect(all.filter(({ data }) => data['@id'] === item.opportunity)).toHaveLength(1)
  })
})

describe('the sample data', () => {
  it('changes only when a day passes', async () => {
    const simulator = await buildApp()
    const ends = await Promise.all(FEEDS.map((feed) => endOfFeed(simulator, `/feeds/${feed}`)))
    simulator.clock.advance(13 * 60)
    for (const end of ends) expect(await readFeed(simulator, end)).toEqual([])
    simulator.clock.advance(60)
    const added = await readFeed(simulator, ends[1]!)
    expect(added.length).toBeGreaterThan(0)
    expect(added.every(({ state, data }) => state === 'updated' && data.startDate.startsWith('2027-03-23'))).toBe(true)
  })

  it('leaves the feeds a week after it passes, and its tombstones leave a week later', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const item = (await readFeed(simulator, '/feeds/scheduled-sessions'))[0]
    const days = async (count: number): Promise<unknown> => {
      simulator.clock.advance(60 * 24 * count)
      return (await readFeed(simulator, '/feeds/scheduled-sessions')).find(({ id }) => id === item.id)?.state
    }
    expect(await days(6)).toBe('updated')
    expect(await days(3)).toBe('deleted')
    expect(await days(8)).toBeUndefined()
  })

  it('starts its change numbers at the current time (µs)', async () => {
    const simulator = await shared()
    const [first] = await readFeed(simulator, '/feeds/session-series')
    expect(first.modified).toBeGreaterThan(NOW.getTime() * 1000)
    const later = new Date(NOW.getTime() + 1000)
    const reborn = await buildApp({ types: ['ScheduledSession'], store: createMemoryStore(emptySnapshot(later)), clock: () => later })
    const [again] = await readFeed(reborn, '/feeds/session-series')
    expect(again.modified).toBeGreaterThan(later.getTime() * 1000)
  })
})

describe('the dataset site', () => {
  it('is a page with one JSON-LD description of the feeds and the booking API', async () => {
    const simulator = await shared()
    const { status, headers, text } = await simulator.request('GET', '/openactive')
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const scripts = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
    expect(scripts).toHaveLength(1)
    const dataset = JSON.parse(scripts[0]![1]!)
    expect(dataset['@context']).toEqual(['https://schema.org/', 'https://openactive.io/'])
    expect(dataset.accessService.endpointUrl).toBe(`${BASE}/api/openbooking`)
    expect(dataset.accessService.authenticationAuthority).toBeUndefined()
    expect(dataset.dateModified).toBe('2027-03-09T00:00:00Z')
    expect(dataset.distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl)).toEqual(FEEDS.map((feed) => `${BASE}/feeds/${feed}`))
    for (const { contentUrl } of dataset.distribution) expect((await simulator.request('GET', contentUrl)).status).toBe(200)
    for (const { url } of [dataset.backgroundImage, dataset.publisher.logo]) {
      expect((await simulator.request('GET', url)).headers['content-type']).toBe('image/svg+xml')
    }
  })
})

describe('health and readiness', () => {
  it('are both answered with 200 once the sample data is ready', async () => {
    const simulator = await shared()
    expect((await simulator.request('GET', '/health')).body).toEqual({ status: 'alive' })
    expect((await simulator.request('GET', '/ready')).body).toEqual({ status: 'ready' })
    const wrong = await simulator.request('POST', '/health')
    expect([wrong.status, wrong.headers['allow'], wrong.body['@type']]).toEqual([405, 'GET, HEAD, OPTIONS', 'MethodNotAllowedError'])
  })
})
