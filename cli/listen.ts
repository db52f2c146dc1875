import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { controlTokenOf } from '../plugins/control/token.ts'
import { exposure } from '../plugins/exposure.ts'
import type { ResolvedCommandOptions } from '../schemas/options.ts'
import { resolveCommandOptions } from '../simulator/options/resolve.ts'
import type { Simulator } from '../simulator/index.ts'
import { dataFileOf } from '../simulator/options/rules.ts'
import { banner } from './banner/banner.ts'
import { findExample, readOpenFeed } from './banner/example.ts'
import type { Io, Output } from './io.ts'
import { readTls } from './tls.ts'

/** Levels of a log that has no warnings. */
const WITHOUT_WARNINGS: readonly string[] = ['silent', 'fatal', 'error']

/** A server, from the first import to its end. */
export interface Server {
  app?: FastifyInstance
  isStopping: boolean
  /** All open connections; `closeAllConnections` misses those whose TLS handshake is incomplete. */
  readonly connections: Set<Socket>
}

/**
 * Start the server of the simulator, and print the banner.
 * @param server - takes the app, and the connections as they open
 * @throws {OptionsError} if an option is invalid, or does not fit the data file or another option
 * @throws {Error} if fastify is missing, or the server cannot listen
 */
export async function listen (server: Server, given: object, io: Io): Promise<void> {
  const options = resolveCommandOptions(given)
  const fastify = await loadFastify()
  const [{ default: plugin }, loggedServer] = await Promise.all([import('../plugin.ts'), import('./server.ts')])
  if (server.isStopping) return
  const { port, host, logLevel, tlsCert, tlsKey, ...simulatorOptions } = options
  const tls = readTls(tlsCert, tlsKey)
  const { logger, ...settings } = loggedServer.serverOptions(logLevel, simulatorOptions.baseUrl, tls)
  const logController = loggedServer.withoutRequests()
  const app = server.app = fastify({ ...settings, logController, logger: { ...logger, stream: io.stdout } })
  app.server.on('connection', (connection) => {
    server.connections.add(connection.once('close', () => { server.connections.delete(connection) }))
  })
  const scope = loggedServer.pluginScope(app)
  loggedServer.printRequests(app, scope, options, io)
  await app.register(plugin, { ...simulatorOptions, standalone: true })
  await app.listen({ port, host })
  const text = `${await describe(scope().openBooking.simulator, options)}\n`
  outputForPeople(options, io).write(text)
  // Otherwise the log has them.
  if (!WITHOUT_WARNINGS.includes(logLevel)) return
  const warnings = exposure(app.addresses(), options, controlTokenOf(options.control, app))
  for (const warning of warnings) io.stderr.write(`${warning}\n`)
}

/** Unless a person reads the log at a terminal, it stays free of other text: a program may read it line by line. */
function outputForPeople ({ logLevel }: ResolvedCommandOptions, { stdout, stderr }: Io): Output {
  return stdout.isTTY === true || logLevel === 'silent' ? stdout : stderr
}

type Fastify = typeof import('fastify')['default']

/**
 * Load fastify, a peer dependency; Yarn does not install it by itself.
 * @param load - imports fastify
 * @throws {Error} if it is not installed
 */
export async function loadFastify (load = async () => await import('fastify')): Promise<Fastify> {
  try {
    return (await load()).default
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error('fastify is missing; install it: npm install fastify, or yarn add fastify', { cause: error })
  }
}

async function describe (simulator: Simulator, options: ResolvedCommandOptions): Promise<string> {
  const baseUrl = simulator.baseUrl()
  const read = (feed: string): AsyncIterable<unknown> => readOpenFeed(simulator, feed)
  const example = await findExample(read, options.types, simulator.clock())
  return banner({
    baseUrl,
    ownCertificate: options.tlsCert !== undefined,
    auth: options.auth,
    ownCredentials: options.credentials !== undefined,
    sellers: simulator.rules.sellers.map(({ path, name }) => ({ id: `${baseUrl}/${path}`, name })),
    example,
    state: options.databaseUrl === undefined ? dataFileOf(options) : 'in PostgreSQL'
  })
}
