import { changeNumberAt, snapshotOf } from '../../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import { CLOCK, isRealTime, startSetting } from '../../../domain/control/state/clock.ts'
import type { StoredRecord } from '../../../domain/records/change.ts'
import type { TenantSettings } from '../../../schemas/control/tenants.ts'
import type { RequestMemory } from '../request-memory.ts'
import { createSimulator, type Simulator, type SimulatorParts } from '../../index.ts'

/** The parts that the tenants of a process share. */
export interface TenantParts extends Pick<SimulatorParts, 'options' | 'newId'> {
  /** @returns the real time. */
  readonly realNow: () => Date
  /** Find the records of a first start, by the start of the clock. Tenants share them: they never change. */
  readonly recordsAt: Simulator['firstRecords']
  /** The memory of the request logs of the process. */
  readonly requestMemory: RequestMemory
  readonly urlOf: (id: string) => string
  readonly logOf: (id: string) => SimulatorParts['log']
}

/** Create the function that starts tenants. */
export function createTenantStarter (
  { options, realNow, recordsAt, requestMemory, urlOf, logOf, ...parts }: TenantParts
): (id: string, settings: TenantSettings) => Promise<Simulator> {
  return async (id, settings) => {
    const { clock: start = options.clock, firstChangeNumber = options.firstChangeNumber } = settings
    const first = await recordsAt(start)
    const real = realNow()
    const records = [...first, ...clockAt(start, real)]
    const simulator = await createSimulator({
      ...parts,
      options: { ...options, clock: start },
      baseUrl: () => urlOf(id),
      log: logOf(id),
      clock: realNow,
      store: createMemoryStore(snapshotOf(records, firstChangeNumber ?? changeNumberAt(real))),
      requestMemory
    })
    await simulator.start()
    return simulator
  }
}

/** @returns the record of a clock that starts now, none for the real time */
function clockAt (start: string, real: Date): StoredRecord[] {
  const record = startSetting(start, real)
  return isRealTime(record) ? [] : [{ kind: 'clock', id: CLOCK, record }]
}
