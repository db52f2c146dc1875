import { expect, it } from 'vitest'
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
