import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import { findOpportunity } from '../../domain/records/opportunity.ts'
import { isDeleted } from '../../domain/records/order.ts'
import { createDocumentation } from '../../plugins/openapi/index.ts'
import { referenceHeaders } from '../../plugins/pages/page-headers.ts'
import { exampleValues } from './values.ts'

/** The files of the page change only with the version of its package. */
const PAGE_FILES = 'public, max-age=3600'

interface File { Params: { '*': string } }

/** The OpenAPI document of every endpoint, and the page that shows it. Both are made at the first request for them. */
const docs: FastifyPluginAsync = async (app) => {
  const documentation = createDocumentation(app)

  async function sendFile (path: string, reply: FastifyReply): Promise<FastifyReply> {
    const file = await documentation.fileAt(path)
    if (file === undefined) throw new BookingError('NotFoundError', 'The reference page has no such file.')
    return await reply.type(file.type).header('x-content-type-options', 'nosniff').send(file.content)
  }

  // The page names its files relative to itself, so its address ends with a slash.
  app.get('/docs', { config: { operation: 'referencePath' } }, async (_request, reply) => await reply.redirect('docs/'))

  app.get('/docs/', { config: { operation: 'referencePage' } }, async ({ openBooking: { simulator } }, reply) =>
    await sendFile('/', reply.headers(referenceHeaders(simulator.baseUrl()))))

  app.get<File>('/docs/static/*', async ({ params: { '*': name } }, reply) =>
    await sendFile(`/static/${name}`, reply.header('cache-control', PAGE_FILES)))

  app.get('/docs/json', { config: { operation: 'openApiDocument' } }, async ({ openBooking: { simulator } }, reply) => {
    const records = await simulator.read(async (reader) => await reader.list('opportunity', {}))
    const published = new Map(records.flatMap((record) => isDeleted(record) ? [] : [[record.path, record] as const]))
    const opportunities = [...published.keys()].flatMap((path) => findOpportunity(path, published) ?? [])
    reply.preventCache()
    return await documentation.documentFor(exampleValues(opportunities, simulator.environment()))
  })
}

export default fp(docs, { name: 'open-booking-simulator-docs-routes', encapsulate: true })
