import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serverOptions, type Timeouts, TIMEOUTS } from '../../cli/server.ts'
import slowAnswers from '../../plugins/slow-answers.ts'

/** Times so short that a test sees them end; no test measures them. */
const TINY: Timeouts = { request: 60, headers: 30, idle: 100, interval: 10 }

/** Replies that wait for their test. */
const waiting: FastifyReply[] = []

async function listening (timeouts: Timeouts): Promise<FastifyInstance> {
  const app = fastify(serverOptions('silent', undefined, undefined, timeouts))
  onTestFinished(async () => { await app.close() })
  await app.register(slowAnswers)
  app.post('/', async () => ({ received: true }))
  app.get('/slow', (_request, reply) => { waiting.push(reply) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return app
}

/** Open a connection, send a text, and never end it. @returns the connection */
async function open (app: FastifyInstance, sent: string) {
  const { port } = app.server.address() as { readonly port: number }
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  onTestFinished(() => { socket.destroy() })
  await once(socket, 'connect')
  socket.write(sent)
  return socket
}

const HEAD = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'
const INCOMPLETE: ReadonlyArray<readonly [name: string, sent: string]> = [
  ['no byte', ''],
  ['half a header', 'POST / HTTP/1.1\r\nhost: loc'],
  ['headers without their end', HEAD],
  ['half a body', `${HEAD}content-length: 100\r\n\r\n{"a":`],
  ['half a chunked body', `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`],
  ['half a second request', `${HEAD}content-length: 2\r\n\r\n{}${HEAD}content-length: 100\r\n\r\n{`]
]

describe('the standalone server', () => {
  it('has a timeout for requests, headers, idle connections and handshakes', async () => {
    const app = fastify(serverOptions('silent'))
    const { server } = app
    expect([server.requestTimeout, server.headersTimeout, server.timeout]).toEqual([TIMEOUTS.request, TIMEOUTS.headers, TIMEOUTS.idle])
    expect(Object.values(TIMEOUTS).every((time) => time > 0 && time <= 60_000)).toBe(true)
    expect(TIMEOUTS.headers).toBeLessThanOrEqual(TIMEOUTS.request)
    const https = { headersTimeout: TIMEOUTS.headers, connectionsCheckingInterval: TIMEOUTS.interval, handshakeTimeout: TIMEOUTS.headers }
    expect(serverOptions('silent', undefined, { cert: 'a certificate', key: 'a key' })).toMatchObject({ https })
  })

  it.each(INCOMPLETE)('ends a connection that sends %s', async (_name, sent) => {
    const socket = await open(await listening(TINY), sent)
    const answer = await text(socket)
    const [status, , ...rest] = answer.split('HTTP/1.1 ').slice(-1)[0]?.split(' ') ?? []
    expect(status).toBe('408')
    expect(rest.join(' ')).toContain('"@type":"OpenBookingError"')
  })

  it('waits longer than its timeouts for the answer to a complete request', async () => {
    const app = await listening({ ...TINY, idle: 20 })
    const socket = await open(app, 'GET /slow HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    // Connections that send nothing end one after the other, each later than every timeout of the slow request.
    for (let count = 0; count < 3; count++) await text(await open(app, ''))
    expect(socket.destroyed).toBe(false)
    waiting.pop()?.send('late')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK[^]*late$/)
  })

  it.each([
    ['headers that are too long', `GET / HTTP/1.1\r\nx-long: ${'x'.repeat(20_000)}`, 431],
    ['no HTTP', 'hello\r\n\r\n', 400]
  ])('answers %s in the error format, for browsers too, and closes the connection', async (_name, sent, status) => {
    const app = await listening(TIMEOUTS)
    const answer = await text(await open(app, sent))
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head).toContain('connection: close')
    expect(head).toContain('access-control-allow-origin: *')
    expect(JSON.parse(body)).toMatchObject({ '@type': 'OpenBookingError', statusCode: status, instance: expect.stringMatching(/^http:\/\/localhost:\d+\/$/) })
  })
})
