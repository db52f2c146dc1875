import type { FastifyPluginAsync, FastifyServerOptions } from 'fastify'
import { serverOptions } from './cli/server.ts'
import { readTls } from './cli/tls.ts'
import plugin from './plugin.ts'
import { resolveCommandOptions } from './simulator/options/resolve.ts'
import { flagOf, OptionsError } from './simulator/options/spelling.ts'
import { optionsFromEnvironment } from './simulator/options/texts.ts'

const { options: fromEnvironment, notice } = optionsFromEnvironment(process.env)
const { logLevel, baseUrl, tlsCert, tlsKey } = resolveCommandOptions(fromEnvironment)

/** Server settings for `fastify start --options`. */
export const options: FastifyServerOptions = serverOptions(logLevel, baseUrl, readTls(tlsCert, tlsKey))

/** Options of Fastify that `fastify start` or a host adds to the options of the simulator. */
const OTHERS = [...Object.keys(options), 'ready', 'skipOverride', 'prefix', 'logLevel', 'logSerializers']

/** Options of the server, which exists before the application, and the way to set each. */
const SERVER_OPTIONS = {
  port: 'with -p before --, or with PORT',
  host: 'with -a before --, or with FASTIFY_ADDRESS',
  tlsCert: 'with OPEN_BOOKING_TLS_CERT and the flag --options before --',
  tlsKey: 'with OPEN_BOOKING_TLS_KEY and the flag --options before --'
}

/**
 * Select the options of the simulator from the options after `--`, which come in kebab case and in camel case.
 * @param given - the options of the application
 * @returns the options in camel case
 * @throws {OptionsError} if an option of the server is among them, for it has no effect there
 */
function givenOptions (given: object): object {
  for (const [name, way] of Object.entries(SERVER_OPTIONS)) {
    if (name in given) throw new OptionsError(`--${flagOf(name)} has no effect after --: set it ${way}`)
  }
  return Object.fromEntries(Object.entries(given).filter(([name]) => !name.includes('-') && !OTHERS.includes(name)))
}

/**
 * The simulator as an application for `fastify start`, with options from the environment or after `--`. `fastify start`
 * sets address and port, with `-a` and `-p`.
 */
const app: FastifyPluginAsync = async (fastify, given) => {
  if (notice !== undefined) fastify.log.warn(notice)
  // Resolved together, so that defaults do not override a profile.
  const resolved = resolveCommandOptions({ ...fromEnvironment, ...givenOptions(given) })
  const { port, host, logLevel: _logLevel, tlsCert: _tlsCert, tlsKey: _tlsKey, ...simulatorOptions } = resolved
  await fastify.register(plugin, { ...simulatorOptions, standalone: true })
}

export default app
