import type { FastifyPluginAsync } from 'fastify'
import { serverOptions } from './cli/server.ts'
import { readTls } from './cli/tls.ts'
import plugin from './plugin.ts'
import { resolveCommandOptions } from './simulator/options/resolve.ts'
import { flagOf, OptionsError } from './simulator/options/spelling.ts'
import { optionsFromEnvironment } from './simulator/options/texts.ts'

const fromEnvironment = optionsFromEnvironment(process.env)
const { logLevel, baseUrl, tlsCert, tlsKey } = resolveCommandOptions(fromEnvironment)

/** Server settings for `fastify start --options`. */
export const options = serverOptions(logLevel, baseUrl, readTls(tlsCert, tlsKey))

/** What `fastify start` or a host hands to an application beside options of the simulator. */
const OTHERS = [...Object.keys(options), 'ready', 'skipOverride', 'prefix', 'logLevel', 'logSerializers']

/** What has been decided before an application is asked, and where that is said. */
const DECIDED = {
  port: 'with -p before the --, or in PORT',
  host: 'with -a before the --, or in FASTIFY_ADDRESS',
  tlsCert: 'in TLS_CERT, and started with --options',
  tlsKey: 'in TLS_KEY, and started with --options'
}

/**
 * @returns the options after `--`, which come in kebab case and in camel case
 * @throws OptionsError if one of them would count for nothing
 */
function givenOptions (given: object): object {
  for (const [name, where] of Object.entries(DECIDED)) {
    if (name in given) throw new OptionsError(`--${flagOf(name)} comes too late after --: fastify start is told ${where}`)
  }
  return Object.fromEntries(Object.entries(given).filter(([name]) => !name.includes('-') && !OTHERS.includes(name)))
}

/**
 * The simulator as an application for `fastify start`, with options from the environment or after `--`. Where it listens is for
 * `fastify start` to say.
 */
const app: FastifyPluginAsync = async (fastify, given) => {
  // Resolved together: a profile must not be outdone by defaults.
  const { port, host, logLevel: _logLevel, tlsCert: _tlsCert, tlsKey: _tlsKey, ...simulatorOptions } = resolveCommandOptions({ ...fromEnvironment, ...givenOptions(given) })
  await fastify.register(plugin, { ...simulatorOptions, standalone: true })
}

export default app
