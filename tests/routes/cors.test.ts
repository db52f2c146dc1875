import fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import plugin from '../../plugin.ts'

it('CORS lets a browser app of another origin send its headers and read the headers it needs', async () => {
  const app = fastify()
  await app.register(plugin)
  onTestFinished(async () => { await app.close() })
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/openbooking/orders/00000000-0000-4000-8000-000000000000',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'content-type,x-api-key' }
  })
  expect(preflight.statusCode).toBe(204)
  expect(preflight.headers['access-control-allow-origin']).toBe('https://app.example')
  expect(preflight.headers['access-control-allow-methods']).toContain('PATCH')
  expect(preflight.headers['access-control-allow-headers']).toBe('content-type,x-api-key')
  const refused = await app.inject({ url: '/api/openbooking/orders-rpde', headers: { origin: 'https://app.example' } })
  expect(refused.headers['access-control-allow-origin']).toBe('https://app.example')
  const exposed = String(refused.headers['access-control-expose-headers']).split(', ')
  expect(exposed).toEqual(expect.arrayContaining(['accept-encoding', 'allow', 'etag', 'location', 'retry-after']))
})
