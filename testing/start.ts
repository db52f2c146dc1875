import fastify, { type FastifyInstance } from 'fastify'
import { serverOptions } from '../cli/server.ts'
import plugin from '../plugin.ts'
import type { SimulatorOptions } from '../schemas/simulator-options.ts'
import type { Simulator } from '../simulator/index.ts'
import { type RunningSimulator, toRunning } from './running-simulator.ts'

/** Options of `startSimulator`: those of the simulator, and those of its server. */
export interface StartOptions extends Omit<SimulatorOptions, 'clock'> {
  /** Start of the simulated clock, from which it runs on; `real`, the default, for the real time. */
  readonly clock?: 'real' | Date | string
  /** Port to listen on; by default a free one. */
  readonly port?: number
  /** Address to listen on; by default this machine alone. */
  readonly host?: string
  /** Least important level to log, to the standard output; by default `silent`. */
  readonly logLevel?: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
}

/** The simulator of a process, until it is closed. */
export interface StartedSimulator extends RunningSimulator, AsyncDisposable {
  /** Stop the server and end all connections. */
  close (): Promise<void>
}

/**
 * Start a simulator inside this process. It listens on a free port, keeps its state in memory and logs nothing.
 * @param options - options of the simulator and its server
 * @returns the simulator, which answers requests
 * @throws {OptionsError} if an option is unknown or has an invalid value
 * @throws {Error} if the server cannot listen
 */
export async function startSimulator (options: StartOptions = {}): Promise<StartedSimulator> {
  const { port = 0, host = '127.0.0.1', logLevel = 'silent', clock = 'real', ...given } = options
  // A test that ends must not wait for connections that its broker keeps open.
  const app = fastify({ ...serverOptions(logLevel, given.baseUrl), forceCloseConnections: true })
  const close = async (): Promise<void> => { await app.close() }
  try {
    const simulator = await register(app, { ...given, clock: clock instanceof Date ? clock.toISOString() : clock })
    await app.listen({ port, host })
    return { ...toRunning(simulator), close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Register the plugin, and find its simulator, which Fastify shows only inside the scope of the plugin. */
async function register (app: FastifyInstance, options: SimulatorOptions): Promise<Simulator> {
  let scope: FastifyInstance | undefined
  app.addHook('onRegister', (instance) => { scope ??= instance })
  await app.register(plugin, { ...options, standalone: true })
  if (scope === undefined) throw new Error('The plugin was not registered')
  return scope.openBooking.simulator
}
