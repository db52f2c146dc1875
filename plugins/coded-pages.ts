import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import { CONTENT_CODINGS, type ContentCoding } from '../schemas/content-codings.ts'

const gzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gzip)
const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliCompress)

/** A page of 4 MB takes tens of milliseconds at these qualities, in a thread of the pool; the best of br, seconds. */
const GZIP = { level: 5 }
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } }

const ENCODERS: Readonly<Record<ContentCoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: async (bytes) => await brotli(bytes, BROTLI),
  gzip: async (bytes) => await gzip(bytes, GZIP)
}

/** Most encoded pages to keep (count). */
const KEPT = 32

/**
 * Make the encoder of an app. It encodes each page once, as long as it keeps it: the entity tag of the answer names
 * page and coding.
 * @returns a function that encodes a page by the header `content-encoding` of its answer
 */
export function createEncoder (): (page: Buffer, reply: Pick<FastifyReply, 'getHeader'>) => Promise<Buffer> {
  // A Map lists its keys in the order of their insertion.
  const kept = new Map<string, Promise<Buffer>>()
  return async (page, reply) => {
    const coding = CONTENT_CODINGS.find((known) => known === reply.getHeader('content-encoding'))
    if (coding === undefined) return page
    const tag = String(reply.getHeader('etag'))
    const encoded = kept.get(tag) ?? ENCODERS[coding](page)
    kept.delete(tag)
    kept.set(tag, encoded)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return await encoded
  }
}

/** Compress the pages of an area, after the request log, which keeps them as they can be read. */
export default fp(async (app) => {
  const encode = createEncoder()
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!Buffer.isBuffer(payload) || !reply.hasHeader('content-encoding')) done(null, payload)
    else encode(payload, reply).then((page) => { done(null, page) }, done)
  })
}, { name: 'open-booking-simulator-coded-pages' })
