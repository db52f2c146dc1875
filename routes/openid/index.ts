import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import faults from '../../plugins/control/faults.ts'
import { hasCodedBody } from '../../plugins/bodies/content-coding.ts'
import forms from '../../plugins/openid/forms.ts'
import processDue from '../../plugins/process-due.ts'
import access from './access.ts'
import authorizationForm from './authorization-form.ts'
import interactions from './interactions.ts'
import provider from './provider.ts'

/** The OpenID Provider: the endpoints of its library, and the pages on which sellers log in, consent and withdraw. */
const openId: FastifyPluginAsync = async (app) => {
  // The library reads bodies itself, and decodes none.
  app.addHook('onRequest', async (request, reply) => {
    if (!hasCodedBody(request)) return
    return await reply.code(415).header('accept-encoding', 'identity').send({
      error: 'invalid_request', error_description: 'Send the request body without Content-Encoding.'
    })
  })
  await app.register(faults)
  await app.register(pages)
  await app.register(provider)
}

const pages = fp(async (app) => {
  await app.register(processDue)
  await app.register(forms)
  await app.register(authorizationForm)
  await app.register(interactions)
  await app.register(access)
}, { name: 'open-booking-simulator-openid-pages', encapsulate: true })

export default fp(openId, { name: 'open-booking-simulator-openid-routes', encapsulate: true })
