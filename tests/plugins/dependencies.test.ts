import fastify, { type FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { expect, it } from 'vitest'
import auth from '../../plugins/auth.ts'
import classic from '../../plugins/classic.ts'
import errors from '../../plugins/errors.ts'
import exposure from '../../plugins/exposure.ts'
import mediaType from '../../plugins/media-type.ts'
import jsonBody from '../../plugins/bodies/json-body.ts'
import processDue from '../../plugins/process-due.ts'
import unknownRoutes from '../../plugins/routing/unknown-routes.ts'
import forms from '../../plugins/openid/forms.ts'
import openId from '../../plugins/openid/index.ts'
import rateLimit from '../../plugins/rate-limit.ts'

const [CORE, OPENID] = ['open-booking-simulator-core', 'open-booking-simulator-openid']

it.each<[name: string, plugin: FastifyPluginAsync, needs: readonly string[]]>([
  ['auth', auth as unknown as FastifyPluginAsync, [CORE, OPENID]],
  ['classic', classic, [CORE]],
  ['errors', errors, [CORE]],
  ['exposure', exposure, [CORE]],
  ['forms', forms, [CORE]],
  ['media-type', mediaType, [CORE]],
  ['json-body', jsonBody as unknown as FastifyPluginAsync, [CORE]],
  ['process-due', processDue, [CORE]],
  ['openid', openId, [CORE]],
  ['rate-limit', rateLimit, [CORE]],
  ['unknown-routes', unknownRoutes, [CORE]]
])('the registration of the plugin %s fails with the name of a missing plugin', async (_name, plugin, needs) => {
  for (const [index, missing] of needs.entries()) {
    const app = fastify()
    for (const name of needs.slice(0, index)) await app.register(fp(async () => {}, { name }))
    await expect(async () => { await app.register(plugin) }).rejects.toThrow(`'${missing}'`)
  }
})
