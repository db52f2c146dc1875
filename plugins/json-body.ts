import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { findJsonProblem, type JsonProblem } from '../domain/protocol/json-problem.ts'

/** The deepest nesting of objects and arrays accepted (count); documents of the APIs need about ten. */
export const MAX_DEPTH = 50

/**
 * A fault of a request body: beside faults of JSON, bytes that are not UTF-8, an unknown content coding, a broken one,
 * and too many bytes.
 */
export type BodyProblem = JsonProblem | 'type' | 'syntax' | 'bytes' | 'coding' | 'coded' | 'size'

/** Options of the JSON bodies of an area. */
export interface JsonBodyOptions {
  /** @returns whether the area accepts this media type. */
  readonly isJson: (contentType: string) => boolean
  /** @returns the error for a fault of the body. */
  readonly refuse: (problem: BodyProblem, request: FastifyRequest) => Error
}

type Decode = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const gunzip: Decode = promisify(zlib.gunzip)
/** Decoders by content coding (RFC 9110, section 8.4.1). */
const DECODERS: ReadonlyMap<string, Decode> = new Map([
  ['gzip', gunzip], ['x-gzip', gunzip], ['deflate', promisify(zlib.inflate)], ['br', promisify(zlib.brotliDecompress)]
])
const ACCEPTED = 'gzip, deflate, br'

/** @returns the content coding of a request body, undefined without one */
export function codingOf ({ headers }: FastifyRequest): string | undefined {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  return coding === '' || coding === 'identity' ? undefined : coding
}

/** Decode request bodies and parse them as JSON, without duplicate keys and deep nesting. */
export default fp<JsonBodyOptions>(async (app, { isJson, refuse }) => {
  const { bodyLimit } = app.openBooking.options
  const defaultParser = app.getDefaultJsonParser('error', 'error')
  const parseJson = (request: FastifyRequest, text: string): Promise<unknown> => new Promise((resolve, reject) => {
    defaultParser.call(app, request, text, (error: Error | null, value?: unknown) => {
      if (error === null) resolve(value)
      else reject(refuse('syntax', request))
    })
  })

  /** Decode a body, at most up to the limit: a small body can decode to a very large one. */
  async function decode (body: Buffer, request: FastifyRequest): Promise<Buffer> {
    const decoder = DECODERS.get(codingOf(request) ?? '')
    if (decoder === undefined) return body
    try {
      return await decoder(body, { maxOutputLength: bodyLimit })
    } catch (error) {
      throw refuse((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'size' : 'coded', request)
    }
  }

  app.addHook('preParsing', async (request, reply) => {
    const coding = codingOf(request)
    if (coding === undefined || DECODERS.has(coding)) return
    reply.header('accept-encoding', ACCEPTED)
    throw refuse('coding', request)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return undefined
    const bytes = await decode(body, request)
    if (!isJson(request.headers['content-type'] ?? '')) throw refuse('type', request)
    // Bytes of another encoding would become replacement characters.
    if (!isUtf8(bytes)) throw refuse('bytes', request)
    const text = String(bytes)
    // Before parsing, which takes long for a text nested a million times.
    const problem = findJsonProblem(text, MAX_DEPTH)
    if (problem !== null) throw refuse(problem, request)
    return await parseJson(request, text)
  })
}, { name: 'open-booking-simulator-json-body', dependencies: ['open-booking-simulator-core'] })
