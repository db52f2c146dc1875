import { describe, expect, it } from 'vitest'
import { asClient, type Bookable, newUuid, opportunityBody, orderBody } from '../helpers/requests.ts'
import { newDataFile } from './files.ts'
import { kill, type Started, runUntilExit, startSimulator } from './processes.ts'

const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const OPPORTUNITIES = 12
const WORKERS = 8
const KILL_AFTER = 30

interface Session {
  readonly '@id': string
  readonly offers: ReadonlyArray<{ readonly '@id': string, readonly price: number }>
  readonly remainingAttendeeCapacity: number
}
interface FeedItem { readonly data?: Session }

const sellerOf = ({ baseUrl }: Started): string => `${baseUrl}/api/identifiers/sellers/1`
const headersOf = (started: Started): Record<string, string> =>
  ({ ...asClient('booking-partner-1', sellerOf(started)), 'content-type': MEDIA_TYPE })

async function readSessions (started: Started): Promise<Map<string, Session>> {
  const found = new Map<string, Session>()
  for (let url = `${started.baseUrl}/feeds/scheduled-sessions`; ;) {
    const page = await (await fetch(url)).json() as { items: FeedItem[], next: string }
    if (page.items.length === 0) return found
    for (const { data } of page.items) if (data !== undefined) found.set(data['@id'], data)
    url = page.next
  }
}

async function makeOpportunities (started: Started): Promise<Bookable[]> {
  const ids = await Promise.all(Array.from({ length: OPPORTUNITIES }, async () => {
    const response = await fetch(`${started.baseUrl}/api/openbooking/test-interface/datasets/tests/opportunities`, {
      method: 'POST',
      headers: { 'content-type': MEDIA_TYPE },
      body: JSON.stringify(opportunityBody('TestOpportunityBookable', 'ScheduledSession', sellerOf(started)))
    })
    return (await response.json() as { '@id': string })['@id']
  }))
  const sessions = await readSessions(started)
  return ids.map((id) => {
    const offer = sessions.get(id)?.offers[0] ?? { '@id': 'none', price: NaN }
    return { opportunity: id, offer: offer['@id'], price: offer.price, feed: 'scheduled-sessions' }
  })
}

async function freeSpaces (started: Started, items: readonly Bookable[]): Promise<number> {
  const sessions = await readSessions(started)
  const path = ({ opportunity }: Bookable): string => new URL(opportunity).pathname
  const free = items.map((item) => sessions.get(`${started.baseUrl}${path(item)}`)?.remainingAttendeeCapacity ?? NaN)
  return free.reduce((sum, spaces) => sum + spaces, 0)
}

const orderUrl = ({ baseUrl }: Started, uuid: string): string => `${baseUrl}/api/openbooking/orders/${uuid}`

interface Bookings { readonly requested: readonly string[], readonly acknowledged: readonly string[] }

/** Book single spaces on several connections until the simulator is killed. @returns UUIDs of the orders */
async function bookUntilKilled (started: Started, items: readonly Bookable[]): Promise<Bookings> {
  const requested: string[] = []
  const acknowledged: string[] = []
  let killing: Promise<void> | undefined
  const work = async (): Promise<void> => {
    for (;;) {
      const item = items[requested.length % items.length]
      const uuid = newUuid()
      requested.push(uuid)
      const body = JSON.stringify(orderBody(item === undefined ? [] : [item], { seller: sellerOf(started) }))
      const put = { method: 'PUT', headers: headersOf(started), body }
      const response = await fetch(orderUrl(started, uuid), put).catch(() => undefined)
      if (response === undefined) return
      if (response.status !== 201) throw new Error(await response.text())
      acknowledged.push(uuid)
      if (acknowledged.length >= KILL_AFTER) killing ??= kill(started.child)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, work))
  await killing
  return { requested, acknowledged }
}

describe('a simulator in another process', () => {
  it('has every acknowledged order and the right free spaces after a kill during bookings', async () => {
    const file = await newDataFile()
    const first = await startSimulator(file)
    const items = await makeOpportunities(first)
    const before = await freeSpaces(first, items)
    const { requested, acknowledged } = await bookUntilKilled(first, items)
    // The kill cut off one request of each worker.
    expect(requested.length - acknowledged.length).toBe(WORKERS)
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER)

    const second = await startSimulator(file)
    const headers = headersOf(second)
    const statusOf = async (uuid: string): Promise<number> => (await fetch(orderUrl(second, uuid), { headers })).status
    expect(await Promise.all(acknowledged.map(statusOf))).toEqual(acknowledged.map(() => 200))
    const all = await Promise.all(requested.map(statusOf))
    expect(all.every((status) => status === 200 || status === 404)).toBe(true)
    expect(before - await freeSpaces(second, items)).toBe(all.filter((status) => status === 200).length)
  }, 60_000)

  it('does not start on a data file that another simulator has open', async () => {
    const file = await newDataFile()
    const { baseUrl } = await startSimulator(file)
    const { code, errors } = await runUntilExit(file)
    expect(code).toBe(1)
    expect(errors).toContain(`${file} is in use by another instance`)
    expect((await fetch(`${baseUrl}/feeds/scheduled-sessions`)).status).toBe(200)
  }, 60_000)
})
