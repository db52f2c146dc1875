import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { Form } from './form.ts'

/**
 * Take the parameters of a login from a form of a broker's site, and go on with them in the address. The browser then
 * sends the cookies of a login too, which it leaves out of forms from other sites.
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest}
 */
const authorizationForm: FastifyPluginAsync = async (app) => {
  const config = { operation: 'authorizeByForm', takesForeignForms: true } as const
  app.post('/auth', { config }, async ({ body, openBooking: { simulator } }, reply) => {
    const parameters = new URLSearchParams((body ?? {}) as Form)
    return await reply.redirect(`${simulator.baseUrl()}/openid/auth?${parameters.toString()}`, 303)
  })
}

export default fp(authorizationForm, { name: 'open-booking-simulator-openid-authorization-form', encapsulate: true })
