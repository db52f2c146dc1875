import type { FastifyPluginAsync } from 'fastify'
import forms from '../../plugins/openid/forms.ts'
import access from './access.ts'
import interactions from './interactions.ts'
import provider from './provider.ts'

/** The OpenID Provider: what its library answers, and the pages on which sellers log in, agree, and withdraw that. */
const openId: FastifyPluginAsync = async (app) => {
  await app.register(async (area) => {
    area.addHook('preHandler', area.openBooking.settleBefore)
    await area.register(forms)
    await area.register(interactions)
    await area.register(access)
  })
  await app.register(provider)
}

export default openId
