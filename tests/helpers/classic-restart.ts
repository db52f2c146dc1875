import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { newDataFile, openStore } from '../data/files.ts'
import { NOW, type Simulator } from './build-app.ts'
import { build } from './classic.ts'

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
  return await startOn(await newDataFile(), NOW, options)
}

async function startOn (file: string, since: Date, options: OpenBookingSimulatorOptions): Promise<Restartable> {
  let now = since
  const clock = (): Date => now
  const later = (minutes: number): Date => new Date(now.getTime() + minutes * MINUTE)
  const simulator = await build({ store: await openStore(file, { clock }), clock, ...options })
  return {
    simulator,
    wait: (minutes) => { now = later(minutes) },
    restart: async (minutes, changed = options) => {
      await simulator.app.close()
      return await startOn(file, later(minutes), changed)
    }
  }
}
