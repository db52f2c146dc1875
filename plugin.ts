import cors from '@fastify/cors'
import sensible from '@fastify/sensible'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import helpLink from './plugins/control/help-link.ts'
import requestLog from './plugins/control/request-log.ts'
import errors from './plugins/errors.ts'
import exposure from './plugins/exposure.ts'
import openId from './plugins/openid/index.ts'
import errorPages from './plugins/pages/error-pages.ts'
import rateLimit from './plugins/rate-limit.ts'
import nodeRefusals from './plugins/routing/node-refusals.ts'
import tenantRefusals from './plugins/routing/tenant-refusals.ts'
import tenants from './plugins/routing/tenants.ts'
import unknownRoutes from './plugins/routing/unknown-routes.ts'
import simulator from './plugins/simulator.ts'
import slowAnswers from './plugins/slow-answers.ts'
import validator from './plugins/validator.ts'
import accessPasses from './routes/access-passes.ts'
import booking from './routes/booking/index.ts'
import classic from './routes/classic/index.ts'
import control from './routes/control/index.ts'
import health from './routes/health.ts'
import dashboard from './routes/dashboard/index.ts'
import docs from './routes/docs/index.ts'
import linkedData from './routes/linked-data/index.ts'
import datasetSite from './routes/open-data/dataset-site.ts'
import images from './routes/open-data/images.ts'
import openData from './routes/open-data/index.ts'
import openIdPages from './routes/openid/index.ts'
import owner from './routes/partners/index.ts'
import type { SimulatorOptions } from './schemas/simulator-options.ts'
import type { Replaceable } from './simulator/index.ts'
import { requireReplacements } from './simulator/options/replacements.ts'
import { resolveSimulatorOptions } from './simulator/options/resolve.ts'
import { rulesOf } from './simulator/options/rules.ts'

export type { DueRecord, FeedItem, Mark, Reader, Store, Tx } from './data/store.ts'
export { StoreUnavailableError } from './data/store.ts'
export type { Change, Difference, StoredRecord } from './domain/records/change.ts'
export type { Kind, Records } from './domain/records/record-kinds.ts'
export type { OpportunityType } from './schemas/opportunity-types.ts'
export type { ProfileName } from './schemas/profile-names.ts'
export type { OrderPatch, OrderProposalPatch } from './schemas/requests/order-patch.ts'
export type {
  OrderConfirmation, OrderProposalRequest, OrderQuoteRequest, OrderQuoteTemplateRequest, OrderRequest
} from './schemas/requests/order-request.ts'
export type { Dataset } from './schemas/responses/dataset.ts'
export type { ItemError, OpenBookingError, ProblemDetails } from './schemas/responses/errors.ts'
export type { Offer } from './schemas/responses/offer.ts'
export type { FeedOpportunity, Opportunity } from './schemas/responses/opportunity.ts'
export type { OrderItem } from './schemas/responses/order-item.ts'
export type {
  Order, OrderProposal, OrderQuote, RefusedOrder, RefusedOrderProposal, RefusedOrderQuote
} from './schemas/responses/order.ts'
export type { Seller } from './schemas/responses/parties.ts'
export type {
  OpportunitiesPage, OrderInFeed, OrderProposalInFeed, OrderProposalsPage, OrdersPage
} from './schemas/responses/rpde.ts'
export type { SimulatorOptions } from './schemas/simulator-options.ts'
export { OptionsError } from './simulator/options/spelling.ts'

/** Options of the plugin: the simulator's options, and replacements for clock, ids and store. */
export interface OpenBookingSimulatorOptions extends Omit<SimulatorOptions, 'clock'>, Omit<Replaceable, 'clock'> {
  /** Start of the simulated clock, or a function in place of the real one. */
  readonly clock?: string | (() => Date)
  /** Set where the simulator is the whole server, so that it answers unknown paths without a prefix too. */
  readonly standalone?: boolean
}

const openBookingSimulator: FastifyPluginAsync<OpenBookingSimulatorOptions> = async (
  app, { clock, newId, store, standalone, ...given }
) => {
  // Fastify adds the prefix and log level of the registration to the options of a plugin.
  const registration: Record<string, unknown> = { ...given }
  const { prefix: _prefix, logLevel: _logLevel, logSerializers: _serializers, ...options } = registration
  requireReplacements({ clock, newId, store })
  const replaced = { ...(typeof clock === 'function' && { clock }), ...(newId && { newId }), ...(store && { store }) }
  const resolved = resolveSimulatorOptions({ ...options, ...(typeof clock === 'string' && { clock }) })
  await app.register(simulator, { resolved, ...replaced })
  // Without a prefix, a host keeps its own root, and its own answer to unknown paths.
  const ownsPaths = app.openBooking.prefix !== '' || standalone === true
  // Before all hooks: they run when the request comes back without the path of its tenant.
  if (ownsPaths || resolved.control !== 'off') await app.register(tenants)
  if (standalone === true) await app.register(slowAnswers)
  // Its hooks run before those of CORS, which would answer browser apps of every origin.
  if (resolved.control !== 'off') await app.register(control, { prefix: '/simulator' })
  for (const plugin of [requestLog, helpLink, errorPages]) await app.register(plugin)
  await registerSharedPlugins(app)
  // Before every refusal, so that refused requests count.
  await app.register(rateLimit)
  await app.register(tenantRefusals)
  if (standalone === true) await app.register(nodeRefusals)
  if (ownsPaths) await app.register(unknownRoutes)
  await app.register(errors)
  await app.register(exposure)
  await app.register(openId)
  await app.register(site)
  await app.register(openData, { prefix: '/feeds' })
  await app.register(linkedData, { prefix: '/api/identifiers' })
  await app.register(booking, { prefix: '/api/openbooking' })
  if (rulesOf(resolved).classic && ownsPaths) await app.register(classic)
  if (ownsPaths) await app.register(docs)
  if (ownsPaths && resolved.dashboard && resolved.control !== 'off') await app.register(dashboard)
  if (resolved.ownerToken !== undefined) await app.register(owner)
  if (app.openBooking.openIdOf !== null) await app.register(openIdPages, { prefix: '/openid' })
}

/** Register the plugins that a host may have already. */
async function registerSharedPlugins (app: FastifyInstance): Promise<void> {
  if (!app.hasRequestDecorator('corsPreflightEnabled')) {
    await app.register(cors, {
      origin: true,
      methods: ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: 'accept-encoding, allow, etag, location, link, retry-after, www-authenticate',
      strictPreflight: false
    })
  }
  if (!app.hasReplyDecorator('cacheControl')) await app.register(sensible)
}

/** The routes outside the APIs. */
const site = fp(async (app) => {
  await app.register(validator)
  for (const routes of [health, datasetSite, accessPasses, images]) await app.register(routes)
}, { name: 'open-booking-simulator-site', encapsulate: true })

/**
 * The Open Booking simulator as a Fastify plugin, with or without a prefix. It changes nothing of its host, reads no
 * environment variables, and keeps nothing beyond the process unless `dataFile` is given.
 */
export default fp(openBookingSimulator, { name: 'open-booking-simulator', fastify: '5.x', encapsulate: true })
