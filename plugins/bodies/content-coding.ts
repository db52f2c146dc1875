import { type Duplex, PassThrough } from 'node:stream'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyRequest } from 'fastify'

/** Accepted content codings (RFC 9110, section 8.4.1). */
export const CODINGS = ['gzip', 'deflate', 'br'] as const

/** Decodes request bodies of one content coding. */
interface Decoder {
  /** Decode a whole body, at most up to a length (bytes). */
  readonly decode: (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>
  /** Decode a body that comes in pieces. */
  readonly stream: () => Duplex
}

const NONE = 'identity'
const GZIP: Decoder = { decode: promisify(zlib.gunzip), stream: () => zlib.createGunzip() }
const DECODERS: ReadonlyMap<string, Decoder> = new Map<typeof CODINGS[number] | 'x-gzip' | typeof NONE, Decoder>([
  [NONE, { decode: async (body) => body, stream: () => new PassThrough() }],
  ['gzip', GZIP],
  ['x-gzip', GZIP],
  ['deflate', { decode: promisify(zlib.inflate), stream: () => zlib.createInflate() }],
  ['br', { decode: promisify(zlib.brotliDecompress), stream: () => zlib.createBrotliDecompress() }]
])

function codingOf ({ headers }: FastifyRequest): string {
  const coding = headers['content-encoding']?.trim().toLowerCase()
  return coding === undefined || coding === '' ? NONE : coding
}

/** @returns the decoder for the body of a request, undefined if its coding is unknown */
export const decoderOf = (request: FastifyRequest): Decoder | undefined => DECODERS.get(codingOf(request))

/** @returns whether a request announces a body with a content coding */
export function hasCodedBody (request: FastifyRequest): boolean {
  const { headers } = request
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  return hasBody && codingOf(request) !== NONE
}
