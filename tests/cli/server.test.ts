import { Writable } from 'node:stream'
import fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { serverOptions } from '../../cli/server.ts'

interface Line { readonly msg: string, readonly req: Readonly<Record<string, unknown>> }

/** Start a server with these settings. @returns it, with its log lines and those about incoming requests */
async function listening () {
  const lines: string[] = []
  const { logger, ...settings } = serverOptions('info')
  const stream = new Writable({
    write (line, _encoding, done) {
      lines.push(String(line))
      done()
    }
  })
  const app = fastify({ ...settings, logger: { ...logger, stream } })
  onTestFinished(async () => { await app.close() })
  app.get('/*', async () => ({}))
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const logged = (): Line[] => {
    return lines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'incoming request')
  }
  return { app, base, lines, logged }
}

it('the log names every incoming request, with any user agent', async () => {
  const { base, logged } = await listening()
  await fetch(`${base}/one`, { headers: { 'user-agent': 'lightMyRequest' } })
  await fetch(`${base}/two`)
  expect(logged().map(({ req }) => [req['method'], req['url']])).toEqual([['GET', '/one'], ['GET', '/two']])
})

it('the log omits health probes and injected requests', async () => {
  const { app, base, logged } = await listening()
  await fetch(`${base}/health`)
  await app.inject({ url: '/one', headers: { 'user-agent': 'a broker' } })
  expect(logged()).toEqual([])
})

it.each([
  ['/openid/auth?state=canary&client_id=canary', '/openid/auth?state=…&client_id=…'],
  ['/api/openbooking/orders-rpde?access_token=canary', '/api/openbooking/orders-rpde?access_token=…'],
  ['/sim/openid/auth?code=canary', '/sim/openid/auth?code=…'],
  ['/nothing?canary', '/nothing?…'],
  ['/nothing?a=1?token=canary', '/nothing?a=…'],
  ['/feeds/events?afterChangeNumber=1752&limit=5&key=canary', '/feeds/events?afterChangeNumber=1752&limit=5&key=…']
])('the log of %s is %s', async (url, shown) => {
  const { base, lines, logged } = await listening()
  await fetch(`${base}${url}`)
  expect(logged().map(({ req }) => req['url'])).toEqual([shown])
  expect(lines.join()).not.toContain('canary')
})

it('the log contains no headers', async () => {
  const { base, lines, logged } = await listening()
  const headers = { authorization: 'Bearer canary', 'x-api-key': 'canary', cookie: 'session=canary' }
  await fetch(`${base}/one`, { headers })
  expect(logged().map(({ req }) => Object.keys(req).sort())).toEqual([['host', 'method', 'remoteAddress', 'url']])
  expect(lines.join()).not.toContain('canary')
})
