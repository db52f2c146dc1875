import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import plugin from '../../../plugin.ts'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

const policyOf = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(String(headers['content-security-policy']).split('; ').map((directive) => [directive.split(' ')[0], directive.slice(directive.indexOf(' ') + 1)]))

describe('the reference page', () => {
  it('is at /docs, and names its files relative to itself', async () => {
    const { status, headers } = await simulator.request('GET', '/docs')
    expect([status, headers['location']]).toEqual([302, 'docs/'])
    const { text } = await simulator.request('GET', '/docs/')
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)
    expect(files.length).toBeGreaterThan(4)
    expect(text).toContain('<meta name="viewport" content="width=device-width')
    for (const file of files) {
      expect(file).toMatch(/^\.\/static\/[\w.-]+$/)
      const answer = await simulator.request('GET', `/docs/${file.slice(2)}`)
      expect([answer.status, answer.headers['x-content-type-options'], answer.headers['cache-control']]).toEqual([200, 'nosniff', 'public, max-age=3600'])
    }
  })

  it('runs and loads files of this server alone, and sends requests to it alone', async () => {
    const { headers, status } = await simulator.request('GET', '/docs/')
    expect([status, headers['content-type'], headers['x-content-type-options'], headers['x-frame-options']]).toEqual([200, 'text/html; charset=utf-8', 'nosniff', 'DENY'])
    expect(policyOf(headers)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'connect-src': `'self' ${new URL(BASE).origin}`,
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'"
    })
  })

  it('calls no validator of others', async () => {
    const { text } = await simulator.request('GET', '/docs/static/swagger-initializer.js')
    expect(text).toMatch(/"validatorUrl":"none"/)
    expect(text).toContain("url: resolveUrl('./json')")
  })

  it.each(['nothing.js', '..%2Fpackage.json', '%2e%2e%2fcsp.json', 'index.html', 'a/b'])('has no file %s', async (name) => {
    const { status, body } = await simulator.request('GET', `/docs/static/${name}`)
    expect([status, body['@type']]).toEqual([404, 'NotFoundError'])
  })

  it('is what the dataset site leads to', async () => {
    const { text } = await simulator.request('GET', '/openactive')
    const { accessService } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!)
    expect(accessService.endpointDescription).toBe(`${BASE}/docs/json`)
    expect(text).toContain(`<a href="${BASE}/docs">`)
    expect((await simulator.request('GET', accessService.endpointDescription)).body.openapi).toBe('3.1.0')
  })
})

describe('a document', () => {
  it('shows a new UUID and current opportunities at each request', async () => {
    const uuids = []
    for (let times = 0; times < 2; times++) {
      const { body, headers } = await simulator.request('GET', '/docs/json')
      expect(headers['cache-control']).toContain('no-store')
      uuids.push(body.paths['/api/openbooking/orders/{uuid}'].put.parameters[0].example)
    }
    expect(new Set(uuids).size).toBe(2)
  })

  it('is the one of the simulator that it is asked of', async () => {
    const other = await buildApp({ types: ['Event'], baseUrl: 'https://book.example/v1' })
    const { body } = await other.request('GET', '/docs/json')
    expect(body.servers).toEqual([{ url: 'https://book.example/v1' }])
    expect(JSON.stringify(body)).not.toContain(BASE)
  })
})

describe('in a host with an OpenAPI document and a page of its own', () => {
  it('each has its own routes, and the simulator takes none from the host', async () => {
    const host = fastify()
    onTestFinished(async () => { await host.close() })
    await host.register(swagger, { openapi: { info: { title: 'The host', version: '7' } } })
    await host.register(swaggerUi, { routePrefix: '/docs' })
    host.get('/own', { schema: { summary: 'Of the host' } }, async () => 'own')
    await host.register(plugin, { prefix: '/sim', types: ['Event'] })
    await host.register(plugin, { prefix: '/other', types: ['Event'] })
    await host.ready()
    for (const prefix of ['/sim', '/other']) {
      const { paths, servers, info } = (await host.inject(`${prefix}/docs/json`)).json()
      expect([servers, info.title]).toEqual([[{ url: `http://localhost${prefix}` }], 'Open Booking Simulator'])
      expect(Object.keys(paths)).toContain('/api/openbooking/orders/{uuid}')
      expect(Object.keys(paths).filter((path) => path === '/own' || path.startsWith('/sim') || path.startsWith('/other'))).toEqual([])
      expect((await host.inject(`${prefix}/docs/`)).body).toContain('<title>Open Booking Simulator</title>')
    }
    expect((await host.inject('/docs/json')).json()).toMatchObject({ info: { title: 'The host' }, paths: { '/own': { get: { summary: 'Of the host' } } } })
    expect((await host.inject('/own')).body).toBe('own')
  })

  it('without a prefix the simulator leaves /docs to the host, and the dataset site names the document of the specification', async () => {
    const host = fastify()
    onTestFinished(async () => { await host.close() })
    await host.register(plugin, { types: ['Event'] })
    host.get('/docs', async () => 'of the host')
    await host.ready()
    expect((await host.inject('/docs')).body).toBe('of the host')
    expect((await host.inject('/docs/json')).statusCode).toBe(404)
    const { body } = await host.inject('/openactive')
    expect(body).toContain('"endpointDescription":"https://www.openactive.io/open-booking-api/EditorsDraft/swagger.json"')
    expect(body).not.toContain('/docs')
  })
})
