import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { folderContents, openStore, writeDataFile } from '../data/files.ts'
import { NOW, type Simulator } from './build-app.ts'
import { build, TYPES } from './classic.ts'
import { seededFile } from './seeded.ts'

const MINUTE = 60_000
export const DAY = 24 * 60

/** A simulator on a data file that tests can stop and start again later. */
export interface Restartable {
  readonly simulator: Simulator
  /** Advance the clock of the running simulator (minutes). */
  wait (minutes: number): void
  /** Stop the simulator and start it again after some minutes. */
  restart (minutes: number, options?: OpenBookingSimulatorOptions): Promise<Restartable>
}

/** Start a simulator on a new data file. */
export async function start (options: OpenBookingSimulatorOptions = {}): Promise<Restartable> {
  return await startOn(await seededFile({ ...TYPES, ...options }, NOW), NOW, options)
}

/**
 * Prepare a data file once for the tests of a file. Each test starts a simulator of its own on a copy.
 * @param prepare - brings the first simulator into a state
 * @param minutes - time from the end of the first simulator to the start of the others
 * @returns starts a simulator, and gives the result of `prepare` too
 */
export function sharePreparation<Prepared> (
  prepare: (simulator: Simulator) => Promise<Prepared>, minutes: number
): () => Promise<{ readonly simulator: Simulator, readonly prepared: Prepared }> {
  async function first () {
    const file = await seededFile(TYPES, NOW)
    const { simulator } = await startOn(file, NOW, {})
    const prepared = await prepare(simulator)
    await simulator.app.close()
    return { prepared, contents: await folderContents(file) }
  }
  let begun: ReturnType<typeof first> | undefined
  return async () => {
    const { prepared, contents } = await (begun ??= first())
    const later = new Date(NOW.getTime() + minutes * MINUTE)
    return { simulator: (await startOn(await writeDataFile(contents), later, {})).simulator, prepared }
  }
}

async function startOn (file: string, since: Date, options: OpenBookingSimulatorOptions): Promise<Restartable> {
  let now = since
  const clock = (): Date => now
  const later = (minutes: number): Date => new Date(now.getTime() + minutes * MINUTE)
  const simulator = await build({ store: await openStore(file, { clock, durability: 'os' }), clock, ...options })
  return {
    simulator,
    wait: (minutes) => { now = later(minutes) },
    restart: async (minutes, changed = options) => {
      await simulator.app.close()
      return await startOn(file, later(minutes), changed)
    }
  }
}
