import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import { BookingError } from '../../domain/protocol/errors.ts'
import { dashboardUrl } from '../../domain/protocol/ids.ts'
import { dashboardFiles } from '../../plugins/dashboard/files.ts'
import { DASHBOARD_HEADERS } from '../../plugins/pages/page-headers.ts'
import { unknownPath } from '../../plugins/routing/unknown-routes.ts'
import { rulesOf } from '../../simulator/options/rules.ts'
import { rootsBelow } from '../root.ts'

/** The name of a file has a hash of its content (time in s). */
const HASHED_FILE = 'public, max-age=31536000, immutable'

interface File { Params: { '*': string } }

/** The dashboard: a page that shows a simulator by its control calls. The page itself is no secret. */
const dashboard: FastifyPluginAsync = async (app) => {
  app.addHook('onRoute', (route) => { route.config = { ...route.config, uncounted: true, unlogged: true } })

  // Where the older API is off, nothing else is at the root.
  if (!rulesOf(app.openBooking.options).classic) {
    const settings = { prefixTrailingSlash: 'slash', config: { operation: 'dashboardRoot' } } as const
    for (const root of rootsBelow(app.prefix)) {
      app.get(root, settings, async ({ openBooking }, reply) => {
        const base = openBooking.simulator.baseUrl()
        reply.vary('Accept')
        if (openBooking.prefersHtml) return await reply.redirect(dashboardUrl(base))
        throw unknownPath(base)
      })
    }
  }

  // The page names its files relative to itself, so its address ends with a slash.
  app.get('/dashboard', { config: { operation: 'dashboardPath' } }, async (_request, reply) =>
    await reply.redirect('dashboard/'))

  app.get('/dashboard/', { config: { operation: 'dashboardPage' } }, async (request, reply) =>
    await sendFile('index.html', request, reply.headers(DASHBOARD_HEADERS).header('cache-control', 'no-cache')))

  app.get<File>('/dashboard/assets/*', async (request, reply) =>
    await sendFile(`assets/${request.params['*']}`, request, reply.header('cache-control', HASHED_FILE)))
}

async function sendFile (name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const file = (await dashboardFiles()).get(name)
  if (file === undefined) {
    reply.removeHeader('cache-control')
    throw new BookingError('NotFoundError', name === 'index.html'
      ? 'The dashboard is not built: run npm run build.'
      : 'The dashboard has no such file.')
  }
  reply.vary('Accept-Encoding')
  reply.type(file.type).header('x-content-type-options', 'nosniff')
  return new Negotiator(request).encoding(['gzip', 'identity']) === 'gzip'
    ? await reply.header('content-encoding', 'gzip').send(file.compressed)
    : await reply.send(file.content)
}

export default fp(dashboard, { name: 'open-booking-simulator-dashboard-routes', encapsulate: true })
