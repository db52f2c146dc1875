import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { welcomeDocument } from '../../domain/classic/classic-documents.ts'
import { siteUrl } from '../../domain/protocol/ids.ts'

/** What is at the root: a few words for programs, the dataset site for people. */
const welcome: FastifyPluginAsync = async (app) => {
  const { baseUrl } = app.openBooking
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    reply.vary('Accept')
    return request.isForPerson() ? await reply.redirect(siteUrl(baseUrl())) : welcomeDocument(baseUrl())
  }
  // With a prefix, both forms of the root are told apart, so that each has its own answer to other methods.
  for (const root of app.prefix === '' ? ['/'] : ['', '/']) app.get(root, { prefixTrailingSlash: 'slash' }, answer)
  app.get('/api', answer)
}

export default welcome
