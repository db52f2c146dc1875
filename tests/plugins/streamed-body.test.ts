import { once } from 'node:events'
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import timers from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import streamedBody, { readPieces } from '../../plugins/bodies/streamed-body.ts'

const { setImmediate } = timers

/** Replace the turn of other requests, for which the reader waits after each piece, until the test ends. */
function replaceTurns (wait: () => Promise<void>): void {
  // A mock of the module would not reach a plugin that another test has loaded.
  Object.assign(timers, { setImmediate: wait })
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(timers, { setImmediate })
    syncBuiltinESMExports()
  })
}

const LIMIT = 300_000
const CODINGS = [['identity', Buffer.from], ['gzip', gzipSync], ['x-gzip', gzipSync], ['deflate', deflateSync], ['br', brotliCompressSync]] as const

let app: FastifyInstance
beforeEach(async () => {
  app = fastify({ forceCloseConnections: true })
  app.decorateRequest('openBooking', { getter: () => ({ config: { bodyLimit: LIMIT } }) as never })
  await app.register(fp(async () => {}, { name: 'open-booking-simulator-json-body' }))
  await app.register(streamedBody, {
    isJson: (type) => type === 'application/json',
    refuse: (fault) => Object.assign(new Error(JSON.stringify(fault)), { statusCode: 422 })
  })
  app.post('/', async ({ body }) => ({ body }))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await app.close()
})

const DOCUMENT = { version: 1, records: Array.from({ length: 3000 }, (_, id) => ({ id, name: 'Zoë – 10 €' })), rest: null }

async function send (payload: Buffer | Readable, headers: Record<string, string> = {}): Promise<{ status: number, body: unknown }> {
  const { statusCode: status, body } = await app.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json', ...headers }, payload })
  const answer = JSON.parse(body) as { readonly body?: unknown, readonly message?: string }
  return { status, body: answer.message === undefined ? answer.body : JSON.parse(answer.message) }
}

/** Pieces of a length (bytes). */
async function * piecesOf (bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

describe('a JSON body that is read in pieces', () => {
  it.each(CODINGS)('is decoded from %s', async (coding, encode) => {
    const body = encode(Buffer.from(JSON.stringify(DOCUMENT)))
    expect(await send(body, { 'content-encoding': coding })).toEqual({ status: 200, body: DOCUMENT })
  })

  it('is the same wherever it is cut, within a character too', async () => {
    const value = { ...DOCUMENT, records: DOCUMENT.records.slice(0, 20), smile: '🙂' }
    const bytes = Buffer.from(`\uFEFF${JSON.stringify(value, null, 1)}`)
    for (const length of [1, 2, 3, 7, 1000]) expect(await readPieces(piecesOf(bytes, length), LIMIT)).toEqual({ value })
  })

  it('lets other requests go on after each piece', async () => {
    let turns = 0
    replaceTurns(async () => { turns++ })
    await readPieces(piecesOf(Buffer.from(JSON.stringify(DOCUMENT)), 1000), LIMIT)
    expect(turns).toBe(Math.ceil(Buffer.byteLength(JSON.stringify(DOCUMENT)) / 1000))
  })

  it('is parsed a record at a time', async () => {
    const parse = vi.spyOn(JSON, 'parse')
    expect(await send(Buffer.from(JSON.stringify(DOCUMENT)))).toHaveProperty('status', 200)
    const lengths = parse.mock.calls.map(([given]) => given.length).sort((one, other) => other - one)
    // The test itself parses the answer.
    expect(lengths[1]).toBeLessThan(100)
    expect(lengths.length).toBeGreaterThan(DOCUMENT.records.length)
  })

  const bytes = Buffer.from(JSON.stringify(DOCUMENT))
  it.each<[name: string, fault: object, body: Buffer, headers?: Record<string, string>]>([
    ['another media type', { problem: 'type' }, bytes, { 'content-type': 'text/plain' }],
    ['an unknown coding', { problem: 'coding' }, bytes, { 'content-encoding': 'zstd' }],
    ['a broken coding', { problem: 'coded' }, bytes, { 'content-encoding': 'gzip' }],
    ['a coding that was cut off', { problem: 'coded' }, gzipSync(bytes).subarray(0, 500), { 'content-encoding': 'gzip' }],
    ['bytes that are not UTF-8', { problem: 'bytes' }, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['half a character at its end', { problem: 'bytes' }, Buffer.concat([Buffer.from('{}'), Buffer.from('é').subarray(0, 1)])],
    ['more bytes than its limit', { problem: 'size' }, Buffer.from(JSON.stringify({ records: Array.from({ length: LIMIT / 4 }, () => 100) }))],
    ['more bytes than its limit once decoded', { problem: 'size' }, gzipSync(JSON.stringify({ records: Array.from({ length: LIMIT / 4 }, () => 100) })), { 'content-encoding': 'gzip' }],
    ['a fault of JSON', { problem: 'syntax', line: 1, column: 13 }, Buffer.from('{"a":1,"b":[x]}')],
    ['no end', { problem: 'syntax', line: 1, column: 8 }, Buffer.from('{"a":[1')]
  ])('is refused for %s', async (_name, fault, body, headers) => {
    expect(await send(body, headers)).toEqual({ status: 422, body: fault })
  })

  it('is none if it is empty', async () => {
    expect(await send(Readable.from([]))).toEqual({ status: 200, body: undefined })
  })
})

describe('a client that sends a large body', () => {
  async function begin (): Promise<ClientRequest> {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    return httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', headers: { 'content-type': 'application/json' } })
  }

  it('gets the refusal of a fault in its first piece once it has sent all others', async () => {
    const order: string[] = []
    app.server.once('request', (request: IncomingMessage) => { request.once('end', () => { order.push('body') }) })
    const sent = await begin()
    sent.on('error', () => {}).write('{"records":[x,')
    sent.end(Buffer.alloc(20_000_000, ' '))
    const [response] = await once(sent, 'response') as [IncomingMessage]
    order.push('response')
    expect(order).toEqual(['body', 'response'])
    expect(response.statusCode).toBe(422)
    expect(await text(response)).toContain('syntax')
  })

  it('has sent all before the parts are parsed, however long that takes', async () => {
    let release = (): void => {}
    const released = new Promise<void>((resolve) => { release = resolve })
    replaceTurns(async () => { await released })
    const received = new Promise<void>((resolve) => { app.server.once('request', (request: IncomingMessage) => { request.once('end', resolve) }) })
    const sent = await begin()
    sent.end(JSON.stringify(DOCUMENT).padEnd(0.9 * LIMIT))
    await received
    release()
    const [response] = await once(sent, 'response') as [IncomingMessage]
    expect(JSON.parse(await text(response))).toEqual({ body: DOCUMENT })
  })

  it('ends its request if it goes away', async () => {
    const ended = new Promise<Error>((resolve) => { app.addHook('onError', async (_request, _reply, error) => { resolve(error) }) })
    const sent = await begin()
    sent.on('error', () => {})
    sent.write('{"records":[1,')
    await once(app.server, 'request')
    sent.destroy()
    expect(await ended).toMatchObject({ statusCode: 422 })
  })
})
