import { createState } from '../../data/engine/state.ts'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import { describeDurability } from './durability.contract.ts'
import { describeFeeds } from './feed.contract.ts'
import type { Gate } from './gate.ts'
import { describeManyChanges } from './many-changes.contract.ts'
import { NOW } from './records.ts'
import { describeMarks } from './marks.contract.ts'
import { describeStore } from './store.contract.ts'

describeStore('memory', async () => createMemoryStore(emptySnapshot(NOW)))
describeMarks('memory', async () => createMemoryStore(emptySnapshot(NOW)))
describeFeeds('memory', async () => createMemoryStore(emptySnapshot(NOW)))
// A memory store cannot fail, so this is its state with a write that can.
const openGated = async (gate: Gate): Promise<Store> => {
  const state = createState({ write: () => gate.pass(), from: emptySnapshot(NOW) })
  return { ...state, close: async () => {} }
}
describeDurability('memory', openGated)
describeManyChanges('memory', openGated)
