import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import { resolveSimulatorOptions } from '../../../simulator/options/resolve.ts'
import { contrast } from '../../helpers/contrast.ts'
import { SELLER_1, SELLER_2 } from '../../helpers/requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const SITE = `${BASE}/openactive`

let simulator: Simulator
let page: string
beforeAll(async () => {
  simulator = await openApp()
  page = (await simulator.request('GET', '/openactive')).text
})
afterAll(async () => { await simulator.app.close() })

const datasetOf = (text: string): Json => JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!)
const contentOf = (text: string, name: string): string | undefined => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`).exec(text)?.[1]
/** The visible text of a page, a line for each element. */
const linesOf = (text: string): string[] => /<body>(.*)<\/body>/s.exec(text)![1]!.replace(/<[^>]+>/g, '\n').split('\n').map((line) => line.trim()).filter((line) => line !== '')

it('meta tags identifier, keywords, description, language; title "… Open Data"', () => {
  const { name, description, keywords } = datasetOf(page)
  expect(/<title>([^<]*)<\/title>/.exec(page)?.[1]).toBe(`${name} – Open Data`)
  expect(['identifier', 'keywords', 'description', 'language'].map((meta) => contentOf(page, meta))).toEqual([SITE, keywords.join(', '), description, 'en-GB'])
})

it('OpenGraph tags', async () => {
  const { name, description } = datasetOf(page)
  expect(['title', 'description', 'type', 'url', 'locale'].map((tag) => contentOf(page, `og:${tag}`))).toEqual([name, description, 'website', SITE, 'en_GB'])
  const image = await simulator.request('GET', contentOf(page, 'og:image')!)
  expect([image.status, image.headers['content-type']]).toEqual([200, 'image/svg+xml'])
})

it('name of publisher, standards and versions, types of feeds, documentation, discussion channel on the page', () => {
  const lines = linesOf(page)
  const { publisher, bookingService, distribution, documentation } = datasetOf(page)
  const expected = [publisher.name, `Open Booking Simulator, version ${bookingService.softwareVersion}`, 'Open Booking API 1.0 CR3', 'Modelling Opportunity Data 2.0', 'Realtime Paged Data Exchange 1.0', documentation, SELLER_1, SELLER_2, `${BASE}/api/openbooking`]
  expect(lines).toEqual(expect.arrayContaining([...expected, ...distribution.map((feed: Json) => feed['name'])]))
  expect(page).toMatch(/<h2 id="discussion">Questions<\/h2>\n<p>Ask Open Booking Simulator/)
})

it('documentation of the API is of this implementation', () => {
  expect(datasetOf(page)['accessService'].documentation).toBe(`${SITE}#booking`)
  expect(page).toContain('<h2 id="booking">')
})

describe('discussionUrl is about this dataset', () => {
  it('by default a section of the page', () => {
    expect(datasetOf(page)['discussionUrl']).toBe(`${SITE}#discussion`)
  })

  it('or the address that the options give, as they give the publisher', async () => {
    const discussionUrl = 'https://forum.example/c/sandbox?tag=a&tag=b#new'
    const own = await buildApp({ types: ['Event'], publisher: 'Hebden & Sons < 5', discussionUrl })
    const { text } = await own.request('GET', '/openactive')
    expect(datasetOf(text)).toMatchObject({ discussionUrl, publisher: { name: 'Hebden & Sons < 5', legalName: 'Hebden & Sons < 5' } })
    expect(text).not.toContain('< 5')
    const [, href = ''] = /Ask Hebden &(?:amp|#38); Sons &(?:lt|#60); 5: <a href="([^"]*)">/.exec(text)!
    expect(href.replace(/&(?:amp|#38);/g, '&').replaceAll('&#61;', '=')).toBe(discussionUrl)
  })

  it.each([
    { discussionUrl: 'javascript:alert(1)' }, { discussionUrl: 'forum' }, { discussionUrl: 'https://a.example/<b>' }, { publisher: '' }, { publisher: '<b>Sandbox</b>' }, { publisher: 'A&amp;B' }
  ])('and nothing else: %o', (options) => {
    expect(() => resolveSimulatorOptions(options)).toThrow(/^option (?:discussionUrl|publisher) /)
  })
})

describe('the style of the page', () => {
  const style = (): string => /<style>(.*?)<\/style>/s.exec(page)![1]!
  /** Colours by name, in light and dark mode. */
  const palettes = (): Array<Record<string, string>> => [...style().matchAll(/:root \{([^}]*)\}/g)].map(([, rules = '']) =>
    Object.fromEntries([...rules.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour])))
    .filter(({ ink }) => ink !== undefined)

  it.each([['ink', 'paper'], ['ink', 'card'], ['link', 'paper'], ['link', 'card']])('has a contrast of 4.5 or more for %s on %s, in both modes', (text, ground) => {
    expect(palettes()).toHaveLength(2)
    for (const palette of palettes()) expect(contrast(palette[text]!, palette[ground]!)).toBeGreaterThanOrEqual(4.5)
  })

  it('has a contrast of 4.5 or more in the header', () => {
    const [, ground, text] = /header \{ background: (#\w{6}); color: (#\w{6}) \}/.exec(style())!
    expect(contrast(text!, ground!)).toBeGreaterThanOrEqual(4.5)
  })

  it('puts no text over the picture, which has an element of its own', () => {
    expect([...style().matchAll(/([^{}]*)\{[^{}]*url\(/g)].map(([, selector]) => selector?.trim())).toEqual(['header .picture'])
    expect(page).toContain('<div class="picture"></div>')
    expect(style()).not.toMatch(/position:|margin[^;:]*: *-/)
  })

  it('has one column on a phone, and no address there takes more than two lines', () => {
    expect(style()).toMatch(/@media \(max-width: 640px\) \{[^@]*dl > div \{ grid-template-columns: 1fr \}/)
    expect(style()).toMatch(/dd \{[^}]*overflow-wrap: anywhere/)
    const addresses = linesOf(page).filter((line) => /^(?:https?:\/)?\/\S+$/.test(line))
    expect(addresses.length).toBeGreaterThan(15)
    // A line of 375 px has 36 characters.
    for (const address of addresses) expect(address.replace(BASE, 'http://localhost:5000').length, address).toBeLessThanOrEqual(72)
  })
})
