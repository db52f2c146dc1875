import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { createJsonPieces } from '../../domain/protocol/json/json-pieces.ts'
import type { ParsedJson } from '../../domain/protocol/json/parse-json.ts'
import { type BodyFault, bodyLimitOf, PIECES_LIMITS } from './body-faults.ts'
import { decoderOf } from './content-coding.ts'
import { type JsonBodyOptions, SEED } from './json-body.ts'

/** Error code of `TextDecoder`. */
const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA'

/**
 * Read JSON bodies as they come: a whole state would be longer than the longest string, and other requests would wait
 * until it is parsed.
 */
export default fp<JsonBodyOptions>(async (app, { isJson, refuse }) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    const decoder = decoderOf(request)
    if (decoder === undefined) throw refuse({ problem: 'coding' }, request)
    if (!isJson(request.headers['content-type'] ?? '')) throw refuse({ problem: 'type' }, request)
    const limit = bodyLimitOf(request)
    // It takes all that comes, for the server ends a request that is not complete after a minute.
    const waiting = new PassThrough({ highWaterMark: limit })
    const decoded = payload.pipe(waiting).pipe(decoder.stream())
    // The decoder does not learn by itself that a client has gone away.
    const ended = finished(payload).catch((error: Error) => { decoded.destroy(error) })
    const read = await readPieces(decoded, limit)
    // A client reads no answer before it has sent the whole body, even if a part is at fault.
    payload.unpipe().resume()
    await ended
    if (read === undefined) return undefined
    if ('problem' in read) throw refuse(read, request)
    return read.value
  })
}, { name: 'open-booking-simulator-streamed-body', dependencies: ['open-booking-simulator-json-body'] })

/**
 * Read a body as it comes. After each piece, other requests get their turn.
 * @param decoded - the pieces of the body
 * @param limit - most bytes
 * @returns its value, or its fault; undefined for an empty body
 */
export async function readPieces (
  decoded: AsyncIterable<Buffer>, limit: number
): Promise<ParsedJson | BodyFault | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces = createJsonPieces(PIECES_LIMITS, SEED)
  let length = 0
  try {
    for await (const bytes of decoded) {
      length += bytes.length
      if (length > limit) return { problem: 'size' }
      const fault = pieces.add(decoder.decode(bytes, { stream: true }))
      if (fault !== null) return fault
      await nextTurn()
    }
    // Throws an error if a character is incomplete.
    decoder.decode()
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === NOT_UTF8 ? 'bytes' : 'coded' }
  }
  return length === 0 ? undefined : pieces.end()
}
