import { createState } from '../../data/engine/state.ts'
import { createMemoryStore, emptySnapshot } from '../../data/lowdb-store.ts'
import { describeDurability } from './durability.contract.ts'
import { describeFeeds } from './feed.contract.ts'
import { clock, NOW } from './records.ts'
import { describeStore } from './store.contract.ts'

describeStore('memory', async () => createMemoryStore(clock))
describeFeeds('memory', async () => createMemoryStore(clock))
// Nothing of a memory store can fail or be held, so this is the same state with a write that can.
describeDurability('memory', async (gate) => ({ ...createState({ clock, write: () => gate.pass(), from: emptySnapshot(NOW) }), close: async () => {} }))
