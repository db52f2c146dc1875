import type { FastifyPluginAsync } from 'fastify'
import interactions from './interactions.ts'
import provider from './provider.ts'

/** The OpenID Provider: what its library answers, and the pages on which sellers log in and agree. */
const openId: FastifyPluginAsync = async (app) => {
  await app.register(interactions)
  await app.register(provider)
}

export default openId
