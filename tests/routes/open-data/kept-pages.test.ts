import fastify from 'fastify'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import plugin from '../../../plugin.ts'
import { BASE, NOW, PREFIX, shareApp, type Simulator } from '../../helpers/build-app.ts'
import { b, make } from '../../helpers/requests.ts'
import { seededStore } from '../../helpers/seeded.ts'

const app = shareApp({ control: 'on', maxTenants: 2 })
const FEED = '/feeds/scheduled-sessions'

const page = async (simulator: Pick<Simulator, 'request'>, headers = {}) => await simulator.request('GET', FEED, { headers })

/** Count the values that a request writes as JSON: each rendered item is one. */
async function countWritten (request: () => Promise<unknown>): Promise<number> {
  const stringify = vi.spyOn(JSON, 'stringify')
  try {
    await request()
    return stringify.mock.calls.length
  } finally {
    stringify.mockRestore()
  }
}

describe('a repeated page', () => {
  test('is the same, and renders no item again', async () => {
    const simulator = await app()
    await make(simulator)
    const first = await page(simulator)
    const written = await countWritten(async () => { expect((await page(simulator)).text).toBe(first.text) })
    expect(first.body.items.length).toBeGreaterThan(50)
    expect(written).toBeLessThan(10)
  })

  test('is answered with 304 without rendering an item, also after a change', async () => {
    const simulator = await app()
    const item = await make(simulator)
    await b(simulator, [item])
    const { headers: { etag } } = await simulator.request('HEAD', FEED)
    const written = await countWritten(async () => {
      expect((await page(simulator, { 'if-none-match': String(etag) })).status).toBe(304)
    })
    expect(written).toBeLessThan(10)
  })

  test('is another one after a booking', async () => {
    const simulator = await app()
    const item = await make(simulator)
    const before = await page(simulator)
    await b(simulator, [item])
    const after = await page(simulator)
    expect(after.headers['etag']).not.toBe(before.headers['etag'])
    const spaces = ({ body }: typeof after) =>
      body.items.find(({ data }: { data: { '@id': string } }) => data['@id'] === item.opportunity).data.remainingAttendeeCapacity
    expect([spaces(before), spaces(after)]).toEqual([10, 9])
  })

  test('shows the deletion of its dataset at once', async () => {
    const simulator = await app()
    const { opportunity } = await make(simulator)
    const states = async () => (await page(simulator)).body.items
      .filter(({ id }: { id: string }) => opportunity.endsWith(id)).map(({ state }: { state: string }) => state)
    expect(await states()).toEqual(['updated'])
    expect((await simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests')).status).toBe(204)
    expect(await states()).toEqual(['deleted'])
  })

  test('of a tenant has the addresses of the tenant', async () => {
    const simulator = await app()
    await page(simulator)
    for (const id of ['one', 'two']) {
      const { status } = await simulator.request('PUT', `/simulator/tenants/${id}`)
      expect(status).toBe(201)
      const { body, text } = await simulator.request('GET', `/t/${id}${FEED}`)
      expect(body.next).toMatch(`${BASE}/t/${id}/`)
      expect(text.split(`${BASE}/t/${id}/`).length).toBe(text.split(`${BASE}/`).length)
    }
  })
})

test('a page names the address of the server once it listens', async () => {
  const server = fastify()
  onTestFinished(async () => { await server.close() })
  await server.register(plugin, { store: await seededStore({}, NOW), clock: () => NOW, prefix: PREFIX || '/sim' })
  const next = async (): Promise<string> => (await server.inject(`${PREFIX || '/sim'}${FEED}`)).json().next
  expect(await next()).toMatch(/^http:\/\/localhost\/sim/)
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  expect(await next()).toMatch(`${address.replace('127.0.0.1', 'localhost')}/sim`)
})
