import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import streamedBody from '../../plugins/bodies/streamed-body.ts'
import access from '../../plugins/control/access.ts'
import problems, { CONTROL_BODIES } from '../../plugins/control/problems.ts'
import unknownCalls from '../../plugins/control/unknown-calls.ts'
import processDue from '../../plugins/process-due.ts'
import tenantRefusals from '../../plugins/routing/tenant-refusals.ts'
import bookability from './bookability.ts'
import brokerReport from './broker-report/index.ts'
import clock from './clock.ts'
import faults from './faults.ts'
import lists from './lists.ts'
import newOpportunity from './new-opportunity.ts'
import opportunities from './opportunities.ts'
import requests from './requests.ts'
import scenarios from './scenarios.ts'
import sellers from './sellers.ts'
import state from './state.ts'
import stateImport from './state-import.ts'
import tenants from './tenants.ts'
import validation from './validation.ts'

const ROUTES = [
  bookability, brokerReport, clock, faults, lists, newOpportunity, opportunities, requests, scenarios, state, tenants,
  validation
]

const wholeStates: FastifyPluginAsync = async (app) => {
  await app.register(streamedBody, CONTROL_BODIES)
  await app.register(stateImport)
}

/** The calls that steer a simulator: they are for its owner, on the machine that it runs on. */
const control: FastifyPluginAsync = async (app) => {
  // Rate limit and request log are about the booking system, not about the hand that steers it.
  app.addHook('onRoute', (route) => { route.config = { ...route.config, uncounted: true, unlogged: true } })
  await app.register(problems)
  await app.register(access)
  await app.register(tenantRefusals)
  await app.register(unknownCalls)
  await app.register(processDue)
  for (const routes of ROUTES) await app.register(routes)
  await app.register(wholeStates)
  await app.register(sellers, { prefix: '/sellers' })
}

export default fp(control, { name: 'open-booking-simulator-control-routes', encapsulate: true })
