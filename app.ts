import type { FastifyPluginAsync } from 'fastify'
import plugin from './plugin.ts'
import { optionsFromEnvironment, resolveCommandOptions } from './plugins/options.ts'
import { serverOptions } from './plugins/server.ts'

const { port, host, logLevel, ...simulatorOptions } = resolveCommandOptions(optionsFromEnvironment(process.env))

/** Server settings for `fastify start --options`. */
export const options = serverOptions(logLevel)

/** The simulator as an application for `fastify start`, with options from the environment. Where it listens is for `fastify start` to say. */
const app: FastifyPluginAsync = async (fastify, _options) => {
  await fastify.register(plugin, { ...simulatorOptions, standalone: true })
}

export default app
