import { renumbered } from '../../../data/engine/renumbered.ts'
import { changeNumberAt, emptySnapshot, type Snapshot } from '../../../data/engine/snapshot.ts'
import { createState } from '../../../data/engine/state.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import { CLOCK, isRealTime, startSetting } from '../../../domain/control/state/clock.ts'
import type { SamplePlan } from '../../../domain/records/sample.ts'
import type { TenantSettings } from '../../../schemas/control/tenants.ts'
import { createSimulator, type Simulator, type SimulatorParts } from '../../index.ts'
import { createRecentMap } from '../../recent-map.ts'

/** Most first states to keep (count): one for each start of a clock. */
const MOST_SEEDS = 4

/** The parts that the tenants of a process share. */
export interface TenantParts extends Pick<SimulatorParts, 'options' | 'newId'> {
  /** @returns the real time. */
  readonly realNow: () => Date
  readonly urlOf: (id: string) => string
  readonly logOf: (id: string) => SimulatorParts['log']
}

/**
 * Create the function that starts tenants. The state of a first start is made once, and tenants share its records: they
 * never change.
 */
export function createTenantStarter (
  { options, realNow, urlOf, logOf, ...parts }: TenantParts
): (id: string, settings: TenantSettings) => Promise<Simulator> {
  const seeds = createRecentMap<Promise<Snapshot>>(MOST_SEEDS)

  /** Find the state of a first start. By a real clock, it is made anew once its sample data has to be renewed. */
  async function seedAt (start: string, log: SimulatorParts['log']): Promise<Snapshot> {
    const known = await seeds.get(start)
    if (known !== undefined && (start !== 'real' || renewalOf(known) > realNow())) return known
    const made = firstState(start, log)
    seeds.set(start, made)
    made.catch(() => { seeds.delete(start) })
    return await made
  }

  async function firstState (start: string, log: SimulatorParts['log']): Promise<Snapshot> {
    const at = realNow()
    // Each tenant starts the scenario itself.
    const { scenario: _scenario, ...seedOptions } = options
    const state = createState({ write: async () => {}, from: emptySnapshot(at) })
    const simulator = await createSimulator({
      ...parts,
      options: { ...seedOptions, clock: start },
      baseUrl: () => urlOf(''),
      log,
      clock: () => at,
      store: { ...state, close: async () => {} }
    })
    await simulator.start()
    const snapshot = await state.whenIdle(async (take) => take())
    await simulator.close()
    return snapshot
  }

  return async (id, settings) => {
    const { clock: start = options.clock, firstChangeNumber = options.firstChangeNumber } = settings
    const log = logOf(id)
    const seed = renumbered(await seedAt(start, log), firstChangeNumber ?? changeNumberAt(realNow()))
    const simulator = await createSimulator({
      ...parts,
      options: { ...options, clock: start },
      baseUrl: () => urlOf(id),
      log,
      clock: realNow,
      store: createMemoryStore(withClock(seed, start, realNow())),
      isSeed: true
    })
    await simulator.start()
    return simulator
  }
}

/** @returns the instant at which the sample data of a state has to be renewed. */
function renewalOf ({ entries }: Snapshot): Date {
  const plan = entries.find(([kind]) => kind === 'sample')?.[2].record as SamplePlan | undefined
  return new Date(plan?.expires ?? 0)
}

/** Start the clock of a state: the setting depends on the real time. */
function withClock (snapshot: Snapshot, start: string, now: Date): Snapshot {
  const record = startSetting(start, now)
  const others = snapshot.entries.filter(([kind]) => kind !== 'clock')
  return { ...snapshot, entries: isRealTime(record) ? others : [...others, ['clock', CLOCK, { record, size: 0 }]] }
}
