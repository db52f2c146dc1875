import { expect, it } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { putProposal } from '../../domain/approval/proposal-changes.ts'
import { loadOrderContext } from '../../simulator/load.ts'
import { proposal } from '../domain/build-proposal.ts'
import { NOW, opportunity } from '../domain/build.ts'

it('an order proposal without a lease is loaded with its opportunities', async () => {
  const item = opportunity()
  const { records } = await createMemoryStore(emptySnapshot(NOW)).transaction(async (tx) => {
    await tx.apply([{ kind: 'opportunity', id: item.path, record: item }, putProposal(proposal())])
    return await loadOrderContext(tx, proposal(), proposal().uuid, [])
  })
  expect(records.get(item.path)).toEqual(item)
})
