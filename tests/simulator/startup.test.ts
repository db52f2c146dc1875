import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { orderKey } from '../../domain/records/order.ts'
import { createSimulator } from '../../simulator/index.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { BASE, buildApp, NOW } from '../helpers/build-app.ts'

it('a store is refused under other options than those of its sample data', async () => {
  const { store } = await buildApp()
  await expect(buildApp({ store, richness: 'golden' })).rejects.toThrow('--fresh')
})

it('a start names the orders that keep their UUID in capitals, because another order has it in lower case', async () => {
  const uuid = 'abcd1f6e-58a4-4c53-9f0e-6f1f5a4c7d20'
  const store = createMemoryStore(emptySnapshot(NOW))
  for (const spelling of [uuid, uuid.toUpperCase()]) {
    const record = { partner: 'p', uuid: spelling, seller: 's', deleted: true } as const
    await store.transaction(async (tx) => { await tx.apply([{ kind: 'order', id: orderKey('p', spelling), record }]) })
  }
  const warnings: string[] = []
  const simulator = await createSimulator({
    options: resolveSimulatorOptions({ types: ['Event'] }), baseUrl: () => BASE, store, clock: () => NOW, log: { warn: (line) => { warnings.push(line) }, error () {} }
  })
  await simulator.start()
  expect(warnings).toEqual([expect.stringContaining(`${uuid.toUpperCase()} of p`)])
  expect([simulator.spellUuid(uuid.toUpperCase(), 'p'), simulator.spellUuid(uuid.toUpperCase(), undefined)]).toEqual([uuid.toUpperCase(), uuid.toUpperCase()])
  expect(simulator.spellUuid(uuid.toUpperCase(), 'q')).toBe(uuid)
  await simulator.close()
})

it.for(['memory', 'file'])('a new state begins at the first change number that is given, and goes on after a restart (%s)', async (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
  const first = 8_999_999_999_999_999
  const dataFile = kind === 'memory' ? kind : join(folder, 'state.json')
  const start = async (firstChangeNumber?: number): Promise<number[]> => {
    const options = resolveSimulatorOptions({ types: ['Event'], dataFile, ...(firstChangeNumber !== undefined && { firstChangeNumber }) })
    const simulator = await createSimulator({ options, baseUrl: () => BASE, clock: () => NOW, log: { warn () {}, error () {} } })
    await simulator.start()
    const items = await simulator.feedPage('events', null, 10_000)
    await simulator.close()
    return items.map(({ modified }) => modified)
  }
  const numbers = await start(first)
  expect(numbers.every((number) => number >= first && Number.isSafeInteger(number))).toBe(true)
  expect(numbers.length).toBeGreaterThan(10)
  expect(Math.min(...numbers)).toBeLessThan(first + numbers.length * 5)
  if (kind === 'file') expect(await start()).toEqual(numbers)
})
