import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ControlError, OptionsError, type StartedSimulator, startSimulator, type StartOptions } from '../../testing.ts'

const SMALL: StartOptions = { types: ['ScheduledSession'] }

describe('startSimulator', () => {
  let sim: StartedSimulator
  beforeAll(async () => { sim = await startSimulator({ ...SMALL }) })
  afterAll(async () => { await sim.close() })

  it('answers at the addresses that it names', async () => {
    expect((await fetch(`${sim.url}/ready`)).status).toBe(200)
    expect(await (await fetch(sim.datasetSite)).text()).toContain(`${sim.api}`)
    expect((await fetch(`${sim.api}/orders-rpde`, { headers: sim.headers() })).status).toBe(200)
  })

  it.each(['openactive', 'booking-partner-1', 'clientid_800'])('writes credentials of %s for a seller', async (partner) => {
    for (const seller of sim.sellers) {
      const headers = sim.headers({ partner, seller })
      expect((await fetch(`${sim.api}/orders-rpde`, { headers })).status).toBe(200)
    }
  })

  it('keeps nothing in a file', async () => {
    const other = await startSimulator({ ...SMALL })
    expect(other.url).not.toBe(sim.url)
    await other.close()
  })
})

it.each([
  [{ auth: ['key'] as const }, undefined, 'x-api-key'],
  [{ auth: ['basic'] as const }, undefined, 'authorization'],
  [{ auth: ['header'] as const }, undefined, 'x-openactive-test-client-id'],
  [{ credentials: { partners: [{ id: 'mine', key: 'a-key-of-my-own' }] } }, undefined, 'x-api-key'],
  [{ credentials: { partners: [{ id: 'mine', password: 'a-password-of-my-own' }] } }, 'mine', 'authorization']
])('with %j, a request with its headers is accepted', async (options, partner, name) => {
  const sim = await startSimulator({ ...SMALL, ...options } as object)
  try {
    const headers = sim.headers(partner === undefined ? {} : { partner })
    expect(Object.keys(headers)).toContain(name)
    expect((await fetch(`${sim.api}/orders-rpde`, { headers })).status).toBe(200)
  } finally {
    await sim.close()
  }
})

it('says that headers cannot carry credentials with OpenID Connect alone', async () => {
  const sim = await startSimulator({ ...SMALL, auth: ['openid'] })
  expect(() => sim.headers()).toThrow(/openid/)
  await sim.close()
})

it('refuses wrong options and leaves nothing open', async () => {
  await expect(startSimulator({ types: ['Yoga'] } as object)).rejects.toThrow(OptionsError)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  await expect(startSimulator({ ...SMALL, port })).rejects.toThrow(/EADDRINUSE/)
  taken.close()
})

describe('the option scenario', () => {
  it('starts a scenario, to which a reset returns', async () => {
    const sim = await startSimulator({ ...SMALL, scenario: 'sold-out' })
    const running = (): unknown => sim.scenarios.list().find((one) => one.running)?.name
    expect([running(), (await sim.faults.list()).length]).toEqual(['sold-out', 1])
    await sim.scenarios.end()
    expect([running(), await sim.faults.list()]).toEqual([undefined, []])
    await sim.reset()
    expect([running(), (await sim.faults.list()).length]).toEqual(['sold-out', 1])
    await sim.close()
  })

  it('takes the path of a JSON file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true }) })
    const file = join(folder, 'slow-b.json')
    writeFileSync(file, JSON.stringify({ faults: [{ on: 'B', delay: 5 }] }))
    const sim = await startSimulator({ ...SMALL, scenario: file })
    expect(await sim.faults.list()).toMatchObject([{ on: 'B', delay: 5 }])
    await sim.close()
    writeFileSync(file, '{ "faults": [{ "on": "B" }] }')
    await expect(startSimulator({ ...SMALL, scenario: file })).rejects.toThrow(/--scenario.*\/faults\/0/)
    writeFileSync(file, '{')
    await expect(startSimulator({ ...SMALL, scenario: file })).rejects.toThrow(/--scenario.*JSON/)
  })

  it('names a scenario that exists', async () => {
    await expect(startSimulator({ ...SMALL, scenario: 'sold-ot' })).rejects.toThrow(/--scenario.*Did you mean sold-out/)
  })
})

describe('fixtures', () => {
  it('are the state of the start, to which a reset returns', async () => {
    const first = await startSimulator({ ...SMALL, clock: '2030-06-01T10:00:00Z' })
    const { id } = await first.opportunity('TestOpportunityBookable', { price: 7.25 })
    await first.clock.freeze()
    const fixtures = await first.export()
    await first.close()

    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true }) })
    const file = join(folder, 'state.json')
    writeFileSync(file, JSON.stringify(fixtures))
    for (const given of [fixtures, file]) {
      const sim = await startSimulator({ ...SMALL, fixtures: given })
      const kept = async (): Promise<string[]> => (await sim.opportunities({ dataset: 'control' })).map((one) => new URL(one.id).pathname)
      const opportunities = await kept()
      expect(opportunities).toContain(new URL(id).pathname)
      expect(sim.clock.status()).toMatchObject({ frozen: true, now: expect.stringMatching(/^2030-06-01T10:0/) })
      await sim.opportunity('TestOpportunityBookable')
      await sim.clock.advance('P1D')
      await sim.reset()
      expect(await kept()).toEqual(opportunities)
      expect(sim.clock.status()).toMatchObject({ frozen: true, now: expect.stringMatching(/^2030-06-01T10:0/) })
      await sim.close()
    }
  })

  it('that do not fit are refused', async () => {
    await expect(startSimulator({ ...SMALL, fixtures: { version: 0 } as never })).rejects.toThrow(ControlError)
    await expect(startSimulator({ ...SMALL, fixtures: '/no/such/file.json' })).rejects.toThrow(OptionsError)
  })
})
