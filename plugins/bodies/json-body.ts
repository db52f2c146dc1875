import { isUtf8 } from 'node:buffer'
import { randomInt } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { parseJson } from '../../domain/protocol/json/parse-json.ts'
import { type BodyFault, bodyLimitOf, jsonLimitsOf } from './body-faults.ts'
import { CODINGS, decoderOf } from './content-coding.ts'

/** Options of the JSON bodies of an area. */
export interface JsonBodyOptions {
  /** @returns whether the area accepts this media type. */
  readonly isJson: (contentType: string) => boolean
  /** @returns the error for a fault of the body. */
  readonly refuse: (fault: BodyFault, request: FastifyRequest) => Error
}

const BYTE_ORDER_MARK = /^\uFEFF/
/** Unknown to clients, so that none can choose keys with equal hashes. */
export const SEED = randomInt(2 ** 32)

/** Decode request bodies and parse them as JSON, without duplicate keys, deep nesting, too many values and names. */
export default fp<JsonBodyOptions>(async (app, { isJson, refuse }) => {
  const { bodyLimit } = app.openBooking.options
  /** Decode a body, at most up to the limit: a small body can decode to a very large one. */
  async function decode (body: Buffer, request: FastifyRequest): Promise<Buffer> {
    const decoder = decoderOf(request)
    if (decoder === undefined) throw refuse({ problem: 'coding' }, request)
    try {
      return await decoder.decode(body, { maxOutputLength: bodyLimitOf(request) })
    } catch (error) {
      const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      throw refuse({ problem: isTooLarge ? 'size' : 'coded' }, request)
    }
  }

  app.addHook('preParsing', (request, reply, payload, done) => {
    // The parser refuses it, if there is a body at all.
    if (decoderOf(request) === undefined) reply.header('accept-encoding', CODINGS.join(', '))
    done(null, payload)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return undefined
    const bytes = await decode(body, request)
    if (!isJson(request.headers['content-type'] ?? '')) throw refuse({ problem: 'type' }, request)
    // Bytes of another encoding would become replacement characters.
    if (!isUtf8(bytes)) throw refuse({ problem: 'bytes' }, request)
    const text = String(bytes).replace(BYTE_ORDER_MARK, '')
    request.openBooking.bodyLength = text.length
    const parsed = parseJson(text, jsonLimitsOf(request), SEED)
    if ('problem' in parsed) throw refuse(parsed, request)
    return parsed.value
  })
}, { name: 'open-booking-simulator-json-body', dependencies: ['open-booking-simulator-core'] })
