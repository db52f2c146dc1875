import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import plugin from '../../../plugin.ts'
import { dashboardFiles } from '../../../plugins/dashboard/files.ts'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'], control: 'on' }) })
afterAll(async () => { await simulator.app.close() })

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

const filesOf = (page: string): string[] => [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)

describe('the dashboard', () => {
  it('is at /dashboard, and names its files relative to itself', async () => {
    const { status, headers } = await simulator.request('GET', '/dashboard')
    expect([status, headers['location']]).toEqual([302, 'dashboard/'])
    const { text } = await simulator.request('GET', '/dashboard/')
    const files = filesOf(text)
    expect(files.map((file) => file.replace(/.*\./, '')).sort()).toEqual(['css', 'js', 'svg'])
    for (const file of files) {
      expect(file).toMatch(/^\.\/assets\/[\w-]+\.\w+$/)
      const answer = await simulator.request('GET', `/dashboard/${file.slice(2)}`)
      expect([answer.status, answer.headers['x-content-type-options'], answer.headers['cache-control']])
        .toEqual([200, 'nosniff', 'public, max-age=31536000, immutable'])
    }
  })

  it('runs and loads files of this server alone, no site frames it, and it is asked for anew each time', async () => {
    const { headers } = await simulator.request('GET', '/dashboard/')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-cache'
    })
  })

  it('comes with gzip where the browser takes it', async () => {
    const plain = await simulator.request('GET', '/dashboard/')
    const packed = await simulator.request('GET', '/dashboard/', { headers: { 'accept-encoding': 'gzip, br' } })
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip'])
    expect([plain, packed].map(({ headers }) => headers['vary'])).toEqual(Array(2).fill(expect.stringContaining('Accept-Encoding')))
  })

  it('weighs at most 120 KiB in all', async () => {
    const files = [...(await dashboardFiles()).values()]
    expect(files.length).toBeGreaterThan(3)
    expect(files.reduce((total, { compressed }) => total + compressed.length, 0)).toBeLessThanOrEqual(120 * 1024)
  })

  it('shows its first view after at most 48 KiB', async () => {
    const files = await dashboardFiles()
    const text = (name: string): string => String(files.get(name)?.content ?? '')
    // A module loads those that it imports; the others wait for their view.
    const seen = new Set<string>()
    const load = (name: string): void => {
      if (seen.has(name)) return
      seen.add(name)
      const imported = name.endsWith('.js') ? [...text(name).matchAll(/(?:from|import) ?["']\.\/([\w.-]+)["']/g)].map(([, file]) => `assets/${file}`) : []
      for (const file of [...imported, ...filesOf(name === 'index.html' ? text(name) : '').map((file) => file.slice(2))]) load(file)
    }
    load('index.html')
    const weights = [...seen].map((name) => files.get(name)?.compressed.length ?? Infinity)
    expect([seen.size < files.size, seen.size >= 4, weights.reduce((total, weight) => total + weight, 0) <= 48 * 1024]).toEqual([true, true, true])
  })

  it.each(['nothing.js', '..%2Findex.html', '%2e%2e%2f%2e%2e%2fcli.js'])('has no file %s', async (name) => {
    const { status, body, headers } = await simulator.request('GET', `/dashboard/assets/${name}`)
    expect([status, body['@type']]).toEqual([404, 'NotFoundError'])
    expect(String(headers['cache-control'])).not.toContain('immutable')
  })

  it('takes no other method', async () => {
    const { status, headers } = await simulator.request('POST', '/dashboard/')
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  it('is what a browser gets at the root, and a program gets its words as before', async () => {
    const browser = await simulator.request('GET', '/', { headers: BROWSER })
    expect([browser.status, browser.headers['location']]).toEqual([302, `${BASE}/dashboard/`])
    expect((await simulator.request('GET', '/')).body).toMatchObject({ type: 'WebAPI', documentation: `${BASE}/openactive` })
  })

  it('is there for each tenant', async () => {
    const { status, text } = await simulator.request('GET', '/t/one/dashboard/')
    expect(status).toBe(200)
    expect((await simulator.request('GET', `/t/one/dashboard/${filesOf(text)[0]!.slice(2)}`)).status).toBe(200)
    expect((await simulator.request('GET', '/t/one', { headers: BROWSER })).headers['location']).toBe(`${BASE}/t/one/dashboard/`)
  })
})

describe('without the older API', () => {
  it.each(['/', '/t/one/'])('a browser at %s gets the dashboard, and a program the error of an unknown path', async (path) => {
    const { request } = await buildApp({ types: ['Event'], control: 'on', classic: false })
    const browser = await request('GET', path, { headers: BROWSER })
    expect([browser.status, browser.headers['location'], browser.headers['vary']])
      .toEqual([302, `${BASE}${path}dashboard/`, expect.stringContaining('Accept')])
    const program = await request('GET', path)
    expect([program.status, program.body['@type']]).toEqual([404, 'UnknownOrIncorrectEndpointError'])
  })
})

describe('without the dashboard', () => {
  it.each([
    ['where control is off', {}],
    ['where it is switched off', { control: 'on', dashboard: false }]
  ])('%s, nothing is at its address, and a browser gets the dataset site', async (_situation, options) => {
    const { request } = await buildApp({ types: ['Event'], ...options })
    expect((await request('GET', '/dashboard/')).status).toBe(404)
    expect((await request('GET', '/', { headers: BROWSER })).headers['location']).toBe(`${BASE}/openactive`)
  })

  it('a host keeps its own /dashboard, unless the simulator has a prefix', async () => {
    const host = fastify()
    onTestFinished(async () => { await host.close() })
    await host.register(plugin, { types: ['Event'], control: 'on' })
    host.get('/dashboard', async () => 'of the host')
    await host.ready()
    expect((await host.inject('/dashboard')).body).toBe('of the host')
  })
})
