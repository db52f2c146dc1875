import fastify from 'fastify'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { OPTION_NAMES, plainVariableOf, variableOf } from '../../simulator/options/spelling.ts'
import { ask, book, type Json } from '../package/booking.ts'

interface Given {
  /** Options after `--`, in camel case; a prefix stands before it. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Serve the application like `fastify start`, which passes the options of the application in kebab case and camel case.
 * @returns the address of the server
 */
async function serve ({ options = {}, env = { OPEN_BOOKING_DATA_FILE: 'memory' } }: Given): Promise<string> {
  for (const name of OPTION_NAMES.flatMap((option) => [variableOf(option), plainVariableOf(option)])) vi.stubEnv(name, env[name])
  // The application reads the environment once.
  vi.resetModules()
  onTestFinished(() => { vi.unstubAllEnvs() })
  const { default: app } = await import('../../app.ts')
  const host = fastify()
  onTestFinished(async () => { await host.close() })
  const inKebabCase = Object.fromEntries(Object.entries(options).map(([name, value]) => [kebab(name), value]))
  await host.register(app, { ...inKebabCase, ...options })
  const { port } = new URL(await host.listen({ port: 0, host: '127.0.0.1' }))
  return `http://localhost:${port}`
}

describe('the application', () => {
  it('serves the simulator below a prefix', async () => {
    const base = await serve({ options: { prefix: '/sim' } })
    await book(`${base}/sim`)
    expect(await ask('GET', `${base}/sim/nothing`))
      .toMatchObject({ status: 404, body: { '@type': 'UnknownOrIncorrectEndpointError' } })
    expect(await ask('GET', `${base}/nothing`))
      .toMatchObject({ status: 404, body: { message: 'Route GET:/nothing not found' } })
  })

  it('takes options from the environment', async () => {
    const base = await serve({ env: { OPEN_BOOKING_DATA_FILE: 'memory', OPEN_BOOKING_BASE_URL: 'https://book.example/sim' } })
    expect((await ask('GET', `${base}/feeds/session-series`)).body.next).toContain('https://book.example/sim/feeds/')
  })

  it('takes a profile after two dashes', async () => {
    const base = await serve({ options: { profile: 'only-free' } })
    expect((await ask('GET', `${base}/feeds/events`)).status).toBe(404)
    const { items } = (await ask('GET', `${base}/feeds/session-series`)).body
    const offers = items.flatMap(({ data }: Json) => data.offers) as Array<{ readonly price: number }>
    expect(offers.every(({ price }) => price === 0)).toBe(true)
  })

  it.for([
    ['an unknown option', { leaseMinuts: 3 }, /leaseMinuts/],
    ['a value of the wrong type', { leaseMinutes: 'few' }, /leaseMinutes/],
    ['a port after two dashes', { port: 7000 }, /--port .*-p/],
    ['an address after two dashes', { host: '0.0.0.0' }, /--host .*-a/],
    ['a certificate after two dashes', { tlsCert: 'cert.pem', tlsKey: 'key.pem' }, /--tls-cert .*OPEN_BOOKING_TLS_CERT.*--options/]
  ] as const)('refuses %s', async ([, options, named]) => {
    await expect(serve({ options })).rejects.toThrow(named)
  })
})
