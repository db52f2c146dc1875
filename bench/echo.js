import { readFileSync } from 'node:fs'
import fastify from 'fastify'

const ETAG = '"echo"'

/** Bodies by a part of the path, such as `order-quotes`. A feed page is held as bytes. */
const answers = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const page = Buffer.from(answers.feeds ?? '')
const app = fastify()

app.addContentTypeParser(/^application\//, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
app.get('/feeds/*', async ({ headers }, reply) => {
  reply.type('application/json').header('etag', ETAG)
  return headers['if-none-match'] === ETAG ? await reply.code(304).send() : page
})
app.route({
  method: ['GET', 'PUT'],
  url: '/*',
  handler: async (request, reply) => {
    const name = Object.keys(answers).find((known) => request.url.includes(`/${known}`))
    return reply.type('application/json').send(answers[name] ?? '')
  }
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.once('SIGTERM', () => { app.close() })
console.log(`listening at ${address.replace('127.0.0.1', 'localhost')}`)
