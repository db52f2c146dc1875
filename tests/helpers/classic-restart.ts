import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { newDataFile, openStore } from '../data/files.ts'
import { NOW, type Simulator } from './build-app.ts'
import { build } from './classic.ts'

const MINUTE = 60_000
export const DAY = 24 * 60

/** A simulator on a data file, which can be stopped, and started again later. */
export interface Restartable {
  readonly simulator: Simulator
  /** Lets time pass while it runs (minutes). */
  wait (minutes: number): void
  /** Stops it and starts it again after so many minutes. */
  restart (minutes: number, options?: OpenBookingSimulatorOptions): Promise<Restartable>
}

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
