import { expect, it } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { putProposal } from '../../domain/approval/proposal-changes.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import { loadOpportunities, loadOrderContext, type Reader } from '../../simulator/load.ts'
import { proposal } from '../domain/build-proposal.ts'
import { group, NOW, opportunity } from '../domain/build.ts'

it('an order proposal without a lease is loaded with its opportunities', async () => {
  const item = opportunity()
  const { records } = await createMemoryStore(emptySnapshot(NOW)).transaction(async (tx) => {
    await tx.apply([{ kind: 'opportunity', id: item.path, record: item }, putProposal(proposal())])
    return await loadOrderContext(tx, proposal(), proposal().uuid, [])
  })
  expect(records.get(item.path)).toEqual(item)
})

it('an item of a deleted dataset is missing, also before its step comes', async () => {
  const [kept, gone] = ['kept', 'gone'].map((dataset) => opportunity({ path: `events/${dataset}`, dataset })) as [Opportunity, Opportunity]
  const records = await createMemoryStore(emptySnapshot(NOW)).transaction(async (tx) => {
    await tx.apply([
      ...[kept, gone].map((record) => ({ kind: 'opportunity', id: record.path, record }) as const),
      { kind: 'dataset', id: 'gone', record: { name: 'gone', expires: NOW.toISOString() } }
    ])
    return await loadOpportunities(tx, [kept.path, gone.path])
  })
  expect([...records.keys()]).toEqual([kept.path])
})

it('each record is read once, whatever names it', async () => {
  const parent = group({ dataset: 'a' })
  const items = ['1', '2'].map((id) => opportunity({ path: `${parent.path}/events/${id}`, group: parent.path, dataset: 'a' }))
  const reads: string[] = []
  const { records } = await createMemoryStore(emptySnapshot(NOW)).transaction(async (tx) => {
    await tx.apply([parent, ...items].map((record) => ({ kind: 'opportunity', id: record.path, record })))
    const get: Reader['get'] = async (kind, id) => {
      reads.push(`${kind} ${id}`)
      return await tx.get(kind, id)
    }
    return await loadOrderContext({ ...tx, get }, proposal(), proposal().uuid, [parent, ...items].map(({ path }) => path))
  })
  expect([...records.keys()]).toEqual([parent, ...items].map(({ path }) => path))
  expect(reads).toHaveLength(new Set(reads).size)
})
