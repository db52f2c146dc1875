import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { PREFIX, shareApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'

const app = shareApp({ control: 'on', types: ['ScheduledSession'] })
const FEED = '/feeds/scheduled-sessions'
const DECODE = { gzip: promisify(zlib.gunzip), br: promisify(zlib.brotliDecompress) } as const
const VARIES = expect.stringMatching(/\bAccept-Encoding\b/)
type Coding = keyof typeof DECODE

async function get (accept?: string, { query = '', headers = {} }: { query?: string, headers?: Record<string, string> } = {}) {
  const { app: server } = await app()
  const answer = await server.inject({ url: `${PREFIX}${FEED}${query}`, headers: { ...headers, ...(accept !== undefined && { 'accept-encoding': accept }) } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

describe('a page with items', () => {
  it.each<[string | undefined, Coding | undefined]>([
    ['gzip', 'gzip'], ['br', 'br'], ['gzip, deflate, br', 'gzip'], ['br;q=1, gzip;q=0.5', 'br'], ['gzip;q=0, br;q=0.1', 'br'], ['*', 'br'], ['GZIP', 'gzip'],
    ['gzip;q=0', undefined], ['deflate', undefined], ['zstd, identity', undefined], ['identity;q=1, gzip;q=0.5', undefined], ['', undefined], [undefined, undefined],
    ['identity;q=0', undefined]
  ])('is, for a reader that accepts %s, in the coding %s', async (accept, coding) => {
    const plain = await get(undefined)
    const { status, headers, bytes } = await get(accept)
    expect([status, headers['content-encoding'], headers['vary'], headers['content-length']]).toEqual([200, coding, VARIES, String(bytes.length)])
    expect(headers['content-type']).toBe('application/vnd.openactive.rpde+json; version=1')
    if (coding === undefined) expect(bytes.equals(plain.bytes)).toBe(true)
    else {
      expect(bytes.length).toBeLessThan(plain.bytes.length / 4)
      expect((await DECODE[coding](bytes)).equals(plain.bytes)).toBe(true)
    }
  })

  it('has a tag for each coding, which a reader of another coding does not match', async () => {
    const tags = new Map(await Promise.all(['gzip', 'br', 'identity'].map(async (accept) => [accept, String((await get(accept)).headers['etag'])] as const)))
    expect(new Set(tags.values()).size).toBe(3)
    for (const [accept] of tags) {
      for (const [other, etag] of tags) {
        const { status, headers, bytes } = await get(accept, { headers: { 'if-none-match': etag } })
        expect([status, headers['vary']]).toEqual([accept === other ? 304 : 200, VARIES])
        if (status === 304) expect(bytes).toHaveLength(0)
      }
    }
  })

  it('is plain where a fault decides it', async () => {
    const { headers } = await get('gzip', { headers: { 'x-simulator-fault': '{"pageSize": 2}' } })
    expect(headers['content-encoding']).toBeUndefined()
  })

  it('is readable in the request log', async () => {
    const simulator = await app()
    const query = '?limit=1'
    await get('br', { query })
    const { body } = await control(simulator, 'GET', '/requests?stage=feed')
    const [entry] = body.items.slice(-1)
    expect(entry.response).toMatchObject({ headers: { 'content-encoding': 'br' }, body: { items: [expect.anything()] } })
  })
})

it('a page without items, and a refusal, are plain', async () => {
  const empty = await get('gzip', { query: `?afterChangeNumber=${Number.MAX_SAFE_INTEGER}` })
  expect([empty.status, empty.headers['content-encoding'], empty.headers['vary']]).toEqual([200, undefined, VARIES])
  const refused = await get('gzip', { query: '?afterChangeNumber=x' })
  expect([refused.status, refused.headers['content-encoding']]).toEqual([400, undefined])
})
