import fastify, { type FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { expect, it } from 'vitest'
import auth from '../../plugins/auth.ts'
import classic from '../../plugins/classic.ts'
import errors from '../../plugins/errors.ts'
import exposure from '../../plugins/exposure.ts'
import mediaType from '../../plugins/media-type.ts'
import notFound from '../../plugins/not-found.ts'
import forms from '../../plugins/openid/forms.ts'
import openId from '../../plugins/openid/index.ts'
import rateLimit from '../../plugins/rate-limit.ts'
import partners from '../../simulator/booking-partners.ts'

const [CORE, PARTNERS, OPENID] = ['core', 'partners', 'openid'].map((name) => `open-booking-simulator-${name}`) as [string, string, string]

it.each<[name: string, plugin: FastifyPluginAsync, needs: readonly string[]]>([
  ['auth', auth, [CORE, PARTNERS, OPENID]],
  ['classic', classic, [CORE]],
  ['errors', errors, [CORE]],
  ['exposure', exposure, [CORE]],
  ['forms', forms, [CORE]],
  ['media-type', mediaType, [CORE]],
  ['not-found', notFound, [CORE]],
  ['openid', openId, [CORE, PARTNERS]],
  ['partners', partners, [CORE]],
  ['rate-limit', rateLimit, [CORE]]
])('the plugin %s says which other is missing, before it needs it', async (_name, plugin, needs) => {
  for (const [index, missing] of needs.entries()) {
    const app = fastify()
    for (const name of needs.slice(0, index)) await app.register(fp(async () => {}, { name }))
    await expect(async () => { await app.register(plugin) }).rejects.toThrow(`'${missing}'`)
  }
})
