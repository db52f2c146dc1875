import { describe, expect, it } from 'vitest'
import { BASE, buildApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { judge } from '../helpers/hostile.ts'
import { readFeed } from '../helpers/requests.ts'

/** A start tag, end tag, empty element or text; stricter than XML. */
const TOKEN = /<(?<end>\/?)(?<name>[a-zA-Z]+)(?:\s[a-zA-Z][\w-]*="[^"<&]*")*(?<empty>\/?)>|[^<>&]+/y

/** @returns whether a text has one root, balanced elements, and nothing but elements and text. */
function isWellFormed (text: string): boolean {
  const open: string[] = []
  let roots = 0
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const { end, name, empty } = TOKEN.exec(text)?.groups ?? {}
    if (TOKEN.lastIndex === 0) return false
    if (name === undefined) continue
    if (open.length === 0) roots++
    if (end === '/' && open.pop() !== name) return false
    if (end === '' && empty === '') open.push(name)
  }
  return roots === 1 && open.length === 0
}

/** @returns the URLs of all images in a document. */
function imagesIn (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { '@type': type, url } = value as Record<string, unknown>
  return [...(type === 'ImageObject' ? [String(url)] : []), ...Object.values(value).flatMap(imagesIn)]
}

/** @returns the URLs of all images of the simulator in the open feeds. */
async function imagesInFeeds (simulator: Simulator): Promise<string[]> {
  const { text } = await simulator.request('GET', '/openactive')
  const feeds = new Set(text.match(new RegExp(`${BASE}/feeds/[a-z-]+`, 'g')))
  const items = await Promise.all([...feeds].map((feed) => readFeed(simulator, feed)))
  return [...new Set(imagesIn(items))].filter((url) => url.startsWith(BASE))
}

describe('a picture', () => {
  it.each([
    'realistic', 'golden'
  ] as const)('in the open feeds is served and differs from all others (%s)', async (richness) => {
    const simulator = await buildApp({ richness })
    const urls = await imagesInFeeds(simulator)
    expect(urls.length).toBeGreaterThan(20)
    const drawings = await Promise.all(urls.map(async (url) => {
      const { status, headers, text } = await simulator.request('GET', url)
      expect([url, status, headers['content-type'], headers['cache-control']]).toEqual([url, 200, 'image/svg+xml', 'public, max-age=86400'])
      expect(isWellFormed(text), url).toBe(true)
      expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="640" height="400" [^>]+><title>[^<]+<\/title>/)
      return text.replace(/<title>.+<\/title>/, '')
    }))
    expect(new Set(drawings).size).toBe(drawings.length)
  })

  it('has its subject as title, and loads nothing from other sites', async () => {
    const simulator = await buildApp()
    const { text } = await simulator.request('GET', '/pictures/wharfside.svg')
    expect(text).toContain('<title>Wharfside Leisure Centre</title>')
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|https?:|NaN|undefined/)
  })

  it('is the same in every simulator', async () => {
    const drawings = await Promise.all([buildApp(), buildApp({ seed: 9 })].map(async (simulator) => (await (await simulator).request('GET', '/pictures/circuits.svg')).text))
    expect(drawings[0]).toBe(drawings[1])
  })

  it.each([
    'nothing.svg', 'constructor.svg', '__proto__.svg', '.svg', 'Circuits.svg', 'circuits.png', 'circuits',
    'circuits.svg/x', '..%2Fcircuits.svg', '%3Cb%3E.svg'
  ])('with an unknown name is answered with 404: %s', async (name) => {
    const simulator = await buildApp()
    const answer = await simulator.request('GET', `/pictures/${name}`)
    const type = name.endsWith('.svg') ? 'NotFoundError' : 'UnknownOrIncorrectEndpointError'
    expect([answer.status, judge('GET', answer)]).toEqual([404, { types: [type], problems: [] }])
    expect(answer.headers['cache-control']).toBeUndefined()
  })

  it('answers only GET and HEAD', async () => {
    const simulator = await buildApp()
    const answer = await simulator.request('PUT', '/pictures/circuits.svg', { body: '{' })
    expect([answer.status, answer.headers['allow'], judge('PUT', answer)]).toEqual([405, 'GET, HEAD, OPTIONS', { types: ['MethodNotAllowedError'], problems: [] }])
    expect((await simulator.app.inject({ method: 'HEAD', url: `${PREFIX}/pictures/circuits.svg` })).statusCode).toBe(200)
  })
})
