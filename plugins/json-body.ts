import { isUtf8 } from 'node:buffer'
import { randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { findJsonProblem } from '../domain/protocol/json-problem.ts'
import { syntaxErrorIn } from '../domain/protocol/json-syntax.ts'
import { type BodyFault, bodyLimitOf, CODINGS, jsonLimitsOf } from './body-faults.ts'

/** Options of the JSON bodies of an area. */
export interface JsonBodyOptions {
  /** @returns whether the area accepts this media type. */
  readonly isJson: (contentType: string) => boolean
  /** @returns the error for a fault of the body. */
  readonly refuse: (fault: BodyFault, request: FastifyRequest) => Error
}

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const gunzip: Decode = promisify(zlib.gunzip)
/** Decoders by content coding. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<typeof CODINGS[number] | 'x-gzip', Decode>([
  ['gzip', gunzip], ['x-gzip', gunzip], ['deflate', promisify(zlib.inflate)], ['br', promisify(zlib.brotliDecompress)]
])
const BYTE_ORDER_MARK = /^\uFEFF/
/** Unknown to clients, so that none can choose keys with equal hashes. */
const SEED = randomInt(2 ** 32)

/** @returns the content coding of a request body, undefined without one */
export function codingOf ({ headers }: FastifyRequest): string | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding === '' || coding === 'identity' ? undefined : coding
}

/** @returns whether a request announces a body */
export function hasBody ({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Decode request bodies and parse them as JSON, without duplicate keys, deep nesting, too many values and names. */
export default fp<JsonBodyOptions>(async (app, { isJson, refuse }) => {
  const { bodyLimit } = app.openBooking.options
  /** Decode a body, at most up to the limit: a small body can decode to a very large one. */
  async function decode (body: Buffer, request: FastifyRequest): Promise<Buffer> {
    const decoder = DECODERS.get(codingOf(request) ?? '')
    if (decoder === undefined) return body
    try {
      return await decoder(body, { maxOutputLength: bodyLimitOf(request) })
    } catch (error) {
      const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      throw refuse({ problem: isTooLarge ? 'size' : 'coded' }, request)
    }
  }

  app.addHook('preParsing', (request, reply, payload, done) => {
    const coding = codingOf(request)
    // The parser refuses it, if there is a body at all.
    if (coding !== undefined && !DECODERS.has(coding)) reply.header('accept-encoding', CODINGS.join(', '))
    done(null, payload)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return undefined
    const coding = codingOf(request)
    if (coding !== undefined && !DECODERS.has(coding)) throw refuse({ problem: 'coding' }, request)
    const bytes = await decode(body, request)
    if (!isJson(request.headers['content-type'] ?? '')) throw refuse({ problem: 'type' }, request)
    // Bytes of another encoding would become replacement characters.
    if (!isUtf8(bytes)) throw refuse({ problem: 'bytes' }, request)
    const text = String(bytes).replace(BYTE_ORDER_MARK, '')
    request.openBooking.bodyLength = text.length
    // Before parsing, which takes long for a text nested a million times.
    const problem = findJsonProblem(text, jsonLimitsOf(request), SEED)
    if (problem !== null) throw refuse(problem, request)
    try {
      return JSON.parse(text) as unknown
    } catch {
      // The parser's own message repeats a part of the text, which can be personal data.
      throw refuse({ problem: 'syntax', ...syntaxErrorIn(text) }, request)
    }
  })
}, { name: 'open-booking-simulator-json-body', dependencies: ['open-booking-simulator-core'] })
