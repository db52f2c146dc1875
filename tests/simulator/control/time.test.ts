import { describe, expect, it, onTestFinished } from 'vitest'
import type { Change } from '../../../domain/records/change.ts'
import { createSimulator, type Simulator } from '../../../simulator/index.ts'
import { openStore } from '../../data/files.ts'
import { newDataFile } from '../../data/files.ts'
import { lease } from '../../data/records.ts'
import { resolveSimulatorOptions } from '../../../simulator/options/resolve.ts'
import { BASE, NOW } from '../../helpers/build-app.ts'

interface World { readonly simulator: Simulator, readonly real: { now: Date }, readonly warnings: readonly unknown[] }

/** Start a simulator whose real clock stands at NOW until it is moved. */
async function start (options: object = {}, given: { store?: Awaited<ReturnType<typeof openStore>> } = {}): Promise<World> {
  const real = { now: NOW }
  const warnings: unknown[] = []
  const simulator = await createSimulator({
    options: resolveSimulatorOptions({ types: ['Event'], ...options }),
    baseUrl: () => BASE,
    clock: () => real.now,
    log: { warn (message) { warnings.push(message) }, error () {} },
    ...given
  })
  await simulator.start()
  onTestFinished(async () => { await simulator.close() })
  return { simulator, real, warnings }
}

const later = (ms: number): Date => new Date(NOW.getTime() + ms)
const MINUTE = 60_000
const DAY = 86_400_000

async function leases ({ simulator }: World): Promise<string[]> {
  return await simulator.read(async (reader) => (await reader.list('lease', {})).map(({ uuid }) => uuid))
}

async function put ({ simulator }: World, ...changes: Change[]): Promise<void> {
  await simulator.transact(() => ({ changes }))
}

const expiring = (uuid: string, expires: Date): Change =>
  ({ kind: 'lease', id: `${uuid} p`, record: lease(uuid, expires.toISOString().replace('.000', '')) })

describe('the clock of a simulator', () => {
  it('shows the real time at first', async () => {
    const { simulator, real } = await start()
    real.now = later(MINUTE)
    expect(simulator.clock()).toEqual(later(MINUTE))
    expect(simulator.time.status()).toEqual({ now: '2027-03-09T10:21:00.000Z', frozen: false, offsetMs: 0, start: 'real' })
  })

  it('starts at the instant of the option, and runs on from there', async () => {
    const { simulator, real } = await start({ clock: '2026-12-24T18:00:00Z' })
    real.now = later(MINUTE)
    expect(simulator.time.status()).toEqual({ now: '2026-12-24T18:01:00.000Z', frozen: false, offsetMs: Date.parse('2026-12-24T18:00:00Z') - NOW.getTime(), start: '2026-12-24T18:00:00Z' })
    const plan = await simulator.read(async (reader) => await reader.get('sample', 'sample'))
    expect(plan?.lastDay).toBe('2027-01-06')
  })

  it('expires a lease when it is advanced, not before', async () => {
    const world = await start()
    await put(world, expiring('a', later(15 * MINUTE)))
    expect(await world.simulator.time.advance('PT14M59S')).toMatchObject({ now: '2027-03-09T10:34:59.000Z', offsetMs: 899_000 })
    expect(await leases(world)).toEqual(['a'])
    await world.simulator.time.advance('PT1S')
    expect(await leases(world)).toEqual([])
  })

  it('stands still while it is frozen, can be moved, and runs on', async () => {
    const { simulator, real } = await start()
    await simulator.time.freeze()
    real.now = later(MINUTE)
    expect(simulator.time.status()).toMatchObject({ now: '2027-03-09T10:20:00.000Z', frozen: true, offsetMs: -MINUTE })
    expect(await simulator.time.advance('PT5M')).toMatchObject({ now: '2027-03-09T10:25:00.000Z', frozen: true })
    expect(await simulator.time.set(new Date('2027-03-10T00:00:00Z'))).toMatchObject({ now: '2027-03-10T00:00:00.000Z', frozen: true })
    await simulator.time.resume()
    real.now = later(2 * MINUTE)
    expect(simulator.time.status()).toMatchObject({ now: '2027-03-10T00:01:00.000Z', frozen: false })
    expect(await simulator.time.set(new Date('2027-03-10T12:00:00Z'), { frozen: true })).toMatchObject({ now: '2027-03-10T12:00:00.000Z', frozen: true })
  })

  it.each<[name: string, call: (time: Simulator['time']) => Promise<unknown>]>([
    ['an instant in the past', (time) => time.set(later(-1), { frozen: true })],
    ['an instant more than a year ahead', (time) => time.set(later(367 * DAY), { frozen: true })],
    ['a duration that is none', (time) => time.advance('15 minutes')],
    ['a negative duration', (time) => time.advance('-PT1M')],
    ['a duration of more than a year', (time) => time.advance('P1Y1D')]
  ])('refuses %s, and then shows the same time', async (_name, call) => {
    const { simulator } = await start()
    await expect(call(simulator.time)).rejects.toMatchObject({ name: 'ControlError', status: 400 })
    expect(simulator.time.status()).toEqual({ now: NOW.toISOString(), frozen: false, offsetMs: 0, start: 'real' })
  })

  it('moves as far as all calls together if they come at once', async () => {
    const { simulator } = await start()
    await Promise.all([simulator.time.advance('PT1M'), simulator.time.advance('nonsense').catch(() => {}), simulator.time.advance('PT2M')])
    expect(simulator.clock()).toEqual(later(3 * MINUTE))
  })

  it('is kept in the data file, also while it stands still', async () => {
    const file = await newDataFile()
    const { simulator } = await start({ clock: '2026-12-24T18:00:00Z' }, { store: await openStore(file) })
    await simulator.time.advance('P1D')
    await simulator.close()
    const second = await start({ clock: '2028-01-01T00:00:00Z' }, { store: await openStore(file) })
    expect(second.simulator.clock()).toEqual(new Date('2026-12-25T18:00:00Z'))
    expect(second.warnings).toEqual(['The option clock (2028-01-01T00:00:00Z) is ignored, because the stored state has a clock of its own, which shows 2026-12-25T18:00:00Z. A reset starts the clock anew.'])
    await second.simulator.time.freeze()
    await second.simulator.close()
    const third = await start({}, { store: await openStore(file) })
    expect(third.warnings).toEqual([])
    third.real.now = later(DAY)
    expect(third.simulator.time.status()).toMatchObject({ now: '2026-12-25T18:00:00.000Z', frozen: true })
  })

  it('renews the sample data day by day over a year, in steps, and change numbers keep to the real time', async () => {
    const { simulator } = await start({ sampleSize: 0 })
    await simulator.time.advance('P1Y')
    const plan = await simulator.read(async (reader) => await reader.get('sample', 'sample'))
    expect(plan).toMatchObject({ lastDay: '2028-03-22', expires: '2028-03-10T00:00:00Z' })
    const items = await simulator.feedPage('events', null, 10_000)
    const starts = items.flatMap(({ record }) => 'start' in record ? String(record.start).slice(0, 10) : [])
    expect([...new Set(starts)].filter((day) => day > '2028-03-02')).toHaveLength(20)
    expect(items.at(-1)?.modified).toBeLessThan((NOW.getTime() + DAY) * 1000)
  })
})
