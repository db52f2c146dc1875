import cors from '@fastify/cors'
import sensible from '@fastify/sensible'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import barcode from './plugins/barcode.ts'
import errors from './plugins/errors.ts'
import exposure from './plugins/exposure.ts'
import methodNotAllowed from './plugins/method-not-allowed.ts'
import notFound from './plugins/not-found.ts'
import openId from './plugins/openid/index.ts'
import rateLimit from './plugins/rate-limit.ts'
import validator from './plugins/validator.ts'
import accessPasses from './routes/access-passes.ts'
import booking from './routes/booking/index.ts'
import classic from './routes/classic/index.ts'
import health from './routes/health.ts'
import datasetSite from './routes/open-data/dataset-site.ts'
import pictures from './routes/open-data/images.ts'
import openData from './routes/open-data/index.ts'
import openIdPages from './routes/openid/index.ts'
import owner from './routes/partners/index.ts'
import type { SimulatorOptions } from './schemas/options.ts'
import partners from './simulator/booking-partners.ts'
import simulator, { type Replaceable } from './simulator/index.ts'
import { resolveSimulatorOptions } from './simulator/options/resolve.ts'

export type { Store, Tx } from './data/store.ts'
export type { SimulatorOptions } from './schemas/options.ts'

/** Options of the plugin: those of the simulator, and what may stand in for clock, ids and store. */
export interface OpenBookingSimulatorOptions extends SimulatorOptions, Replaceable {
  /** The simulator is the whole server: it answers unknown paths, too, where it has no prefix. */
  readonly standalone?: boolean
}

const openBookingSimulator: FastifyPluginAsync<OpenBookingSimulatorOptions> = async (app, { clock, newId, store, standalone, ...given }) => {
  // Fastify hands its own prefix and log level down with the options of a plugin.
  const { prefix: _prefix, logLevel: _logLevel, logSerializers: _serializers, ...options } = given as Record<string, unknown>
  const replaced = { ...(clock && { clock }), ...(newId && { newId }), ...(store && { store }) }
  await app.register(simulator, { resolved: resolveSimulatorOptions(options), ...replaced })
  if (!app.hasRequestDecorator('corsPreflightEnabled')) {
    await app.register(cors, {
      origin: true,
      methods: ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: ['allow', 'etag', 'location', 'link', 'retry-after'],
      strictPreflight: false
    })
  }
  if (!app.hasReplyDecorator('cacheControl')) await app.register(sensible)
  // Before anything is refused, so that it counts.
  await app.register(rateLimit)
  // A host that gives no prefix keeps its own answer to unknown paths, and has a root of its own, and perhaps orders, too.
  const ownsPaths = app.prefix !== '' || standalone === true
  if (ownsPaths) await app.register(notFound)
  await app.register(errors)
  await app.register(exposure)
  await app.register(partners)
  await app.register(openId)
  await app.register(site)
  await app.register(openData, { prefix: '/feeds' })
  await app.register(booking, { prefix: '/api/openbooking' })
  if (app.openBooking.rules.classic && ownsPaths) await app.register(classic)
  if (app.openBooking.options.ownerToken !== undefined) await app.register(owner)
  if (app.openId !== null) await app.register(openIdPages, { prefix: '/openid' })
}

/** What is not of one of the APIs. */
const site: FastifyPluginAsync = async (app) => {
  await app.register(validator)
  await app.register(methodNotAllowed)
  await app.register(barcode)
  await app.register(health)
  await app.register(datasetSite)
  await app.register(accessPasses)
  await app.register(pictures)
  app.refuseOtherMethods()
}

/**
 * The Open Booking simulator as a Fastify plugin. Register it with a prefix or without; it changes nothing of its host.
 * It reads no environment variables, and keeps nothing beyond the process unless `dataFile` is given.
 */
export default fp(openBookingSimulator, { name: 'open-booking-simulator', fastify: '5.x', encapsulate: true })
