import fastify, { type FastifyInstance } from 'fastify'
import type { JSONSchema } from 'json-schema-to-ts'
import { serverOptions } from '../cli/server.ts'
import { isoInstant } from '../domain/protocol/time.ts'
import plugin from '../plugin.ts'
import type { OpenBookingApp } from '../plugins/simulator.ts'
import type { SimulatorOptions } from '../schemas/simulator-options.ts'
import { type TenantSettings, tenantSettings } from '../schemas/control/tenants.ts'
import { checkArguments } from '../simulator/control/arguments.ts'
import { readJson } from '../simulator/options/json-file.ts'
import type { StateDocument } from '../simulator/control/state/transfer.ts'
import type { Simulator } from '../simulator/index.ts'
import { type RunningSimulator, toRunning } from './running-simulator.ts'

/** Options of `startSimulator`: those of the simulator, and those of its server. */
export interface StartOptions extends Omit<SimulatorOptions, 'clock'> {
  /** Start of the simulated clock, from which it runs on; `real`, the default, for the real time. */
  readonly clock?: 'real' | Date | string
  /** An exported state, or the path of its file: the simulator starts with it, and returns to it at each reset. */
  readonly fixtures?: StateDocument | string
  /** Port to listen on; by default a free one. */
  readonly port?: number
  /** Address to listen on; by default this machine alone. */
  readonly host?: string
  /** Least important level to log, to the standard output; by default `silent`. */
  readonly logLevel?: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
}

/** The simulator of a process, until it is closed. */
export interface StartedSimulator extends RunningSimulator, AsyncDisposable {
  /**
   * Make a tenant: a simulator of its own at an address of its own, or find it.
   * @param name - small letters, digits and hyphens
   * @param settings - start of its clock, and its first change number
   * @throws {ControlError} if the name is not permitted, or if the tenant has other settings
   */
  tenant (name: string, settings?: TenantSettings): Promise<RunningSimulator>
  /** Stop the server and end all connections. */
  close (): Promise<void>
}

/**
 * Start a simulator inside this process. It listens on a free port, keeps its state in memory and logs nothing.
 * @param options - options of the simulator and its server
 * @returns the simulator, which answers requests
 * @throws {OptionsError} if an option is unknown or has an invalid value
 * @throws {ControlError} if the fixtures do not fit the options
 * @throws {Error} if the server cannot listen
 */
export async function startSimulator (options: StartOptions = {}): Promise<StartedSimulator> {
  const { port = 0, host = '127.0.0.1', logLevel = 'silent', clock = 'real', fixtures, ...given } = options
  // A test that ends must not wait for connections that its broker keeps open.
  const app = fastify({ ...serverOptions(logLevel, given.baseUrl), forceCloseConnections: true })
  const close = async (): Promise<void> => { await app.close() }
  try {
    const start = clock instanceof Date ? startOf(clock) : clock
    const { simulator, tenants } = await register(app, { control: 'on', ...given, clock: start })
    await app.ready()
    if (fixtures !== undefined) await startWith(simulator, fixtures)
    await app.listen({ port, host })
    const tenant = async (name: string, settings: TenantSettings = {}): Promise<RunningSimulator> =>
      toRunning((await tenants.put(name, requireSettings(settings))).simulator)
    return { ...toRunning(simulator), tenant, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/** @returns the text of a start; that of an invalid date is refused like any other text */
const startOf = (clock: Date): string => Number.isNaN(clock.getTime()) ? String(clock) : isoInstant(clock)

/** @throws {ControlError} if the fixtures do not fit the options */
async function startWith ({ state }: Simulator, fixtures: StateDocument | string): Promise<void> {
  await state.startFrom(typeof fixtures === 'string' ? await readJson(fixtures) : fixtures)
}

/** The type that the schema implies is too deep for the compiler to infer here. */
const requireSettings = (settings: TenantSettings): TenantSettings =>
  checkArguments<JSONSchema>(tenantSettings, settings) as TenantSettings

/** Register the plugin, and find its simulator, which Fastify shows only inside the scope of the plugin. */
async function register (app: FastifyInstance, options: SimulatorOptions): Promise<OpenBookingApp> {
  let scope: FastifyInstance | undefined
  app.addHook('onRegister', (instance) => { scope ??= instance })
  await app.register(plugin, { ...options, standalone: true })
  if (scope === undefined) throw new Error('The plugin was not registered')
  return scope.openBooking
}
