import { setImmediate } from 'node:timers/promises'
import { type Snapshot, snapshotOf } from '../../data/engine/snapshot.ts'
import type { Store } from '../../data/store.ts'
import { NOW, openApp, type Simulator } from '../helpers/build-app.ts'
import { control } from '../helpers/control.ts'
import { type Bookable, FEED } from '../helpers/requests.ts'
import { seededStore } from '../helpers/seeded.ts'
import type { Bug } from './bugs.ts'
import { createHistory, type Outcome } from './history.ts'
import { createDisk, type Disk } from './disk.ts'
import { createLedger } from './ledger.ts'
import type { Step } from './plan.ts'

const OPTIONS = { types: ['ScheduledSession' as const], control: 'on', requestLogSize: 0 }
/** Turns of the event loop after which every request has ended or waits for the disk (count). */
const TURNS = 40
/** Change numbers between two histories (count): caches of feed pages know pages by them. */
const APART = 1_000_000

/** Runs histories, one after the other, in a booking system with a disk and a clock of its own. */
export interface World {
  /**
   * Run a history from the first state.
   * @param steps - the steps
   * @param bug - a planted bug, undefined for none
   */
  run (steps: readonly Step[], bug?: Bug): Promise<Outcome>
  close (): Promise<void>
}

/** Create a world. Its histories share one app, whose store they replace. */
export async function createWorld (): Promise<World> {
  let current: Store = await seededStore(OPTIONS, NOW)
  const store: Store = {
    isShared: false,
    transaction: async (work) => await current.transaction(work),
    read: async (work) => await current.read(work),
    feedPage: async (...page) => await current.feedPage(...page),
    mark: async () => await current.mark(),
    forget: (mark) => { current.forget(mark) },
    dueAt: async () => await current.dueAt(),
    isWritable: async () => await current.isWritable(),
    close: async () => {}
  }
  const simulator = await openApp({ ...OPTIONS, store }, { isCollected: false })
  const simple = await make(simulator, 'OpenBookingSimpleFlow')
  const approved = await make(simulator, 'OpenBookingApprovalFlow')
  const seed = await current.read(async (reader) => await reader.all())
  let histories = 0

  async function run (steps: readonly Step[], bug?: Bug): Promise<Outcome> {
    simulator.clock.now = NOW
    const from = snapshotOf(seed, NOW.getTime() * 1000 + ++histories * APART)
    const paths = [simple, approved].map(({ opportunity }) => pathOf(opportunity))
    const ledger = createLedger(from, paths)
    let disk: Disk
    const open = (state: Snapshot): void => {
      disk = createDisk(state, bug, ledger.follow)
      current = disk.store
    }
    open(from)
    const history = createHistory({ simulator, simple, approved, firstChange: from.modified })
    try {
      for (const step of steps) {
        if (step.do === 'write') disk!.finishWrite(step.ok)
        else if (step.do === 'crash') await crash()
        else history.begin(step)
        await settle()
        history.check()
      }
      while (history.running() > 0) {
        disk!.finishWrite(true)
        await settle()
      }
      // A restart keeps everything that was acknowledged.
      await crash()
      await throughTheEnd(history.finish())
      return { steps: steps.length, requests: history.requests() }
    } catch (error) {
      return { steps: steps.length, requests: history.requests(), failure: (error as Error).message }
    } finally {
      await crash().catch(() => {})
    }

    async function crash (): Promise<void> {
      disk.kill()
      history.loseAnswers()
      while (history.running() > 0) await setImmediate()
      // As after a start, change numbers go on above those that readers may have seen.
      const content = disk.content()
      open({ ...content, modified: content.modified + 1000 })
    }

    async function settle (): Promise<void> {
      for (let turn = 0; turn < TURNS && history.running() > 0; turn++) await setImmediate()
    }

    /** The disk writes at once. */
    async function throughTheEnd (work: Promise<void>): Promise<void> {
      const progress = { hasEnded: false }
      const end = (): void => { progress.hasEnded = true }
      work.then(end, end)
      while (!progress.hasEnded) {
        disk.finishWrite(true)
        await setImmediate()
      }
      await work
    }
  }

  return { run, close: async () => { await simulator.app.close() } }
}

const pathOf = (id: string): string => new URL(id).pathname.slice(1)

async function make (simulator: Simulator, flow: string): Promise<Bookable> {
  const criterion = 'TestOpportunityBookableFiveSpaces'
  const { status, text, body: { id, offer, price } } = await control(simulator, 'POST', '/opportunities', { criterion, flow })
  if (status !== 201) throw new Error(text)
  return { opportunity: id, offer, price, feed: FEED.ScheduledSession }
}
