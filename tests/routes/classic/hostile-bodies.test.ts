import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { refused } from '../../helpers/classic-hostile.ts'
import { BROKER, call, CANCELLATION, CUSTOMER, orderBody, paid, placed } from '../../helpers/classic.ts'
import { SHARED } from '../../helpers/requests.ts'

let simulator: Simulator
let held: string
beforeAll(async () => {
  simulator = await openApp({ types: ['Event'] })
  held = (await placed(simulator)).identifier
})
afterAll(async () => { await simulator.app.close() })

describe('a body', () => {
  const good = (): string => JSON.stringify(orderBody({ more: { customer: { ...CUSTOMER, note: 'secret' }, broker: BROKER } }))
  const within = (text: string): string => good().replace('{', `{"x":${text},`)

  it.each<[situation: string, body: () => string]>([
    ['that is cut off', () => good().slice(0, -1)],
    ['with text after its end', () => `${good()}}`],
    ['of only white space', () => ' \n'],
    ['that is a number', () => '1'],
    ['that is a list with one order', () => `[${good()}]`],
    ['that is form data', () => 'customer=canary&broker=x'],
    ['that is XML', () => '<Order/>'],
    ['with a duplicate property', () => good().replace('{', '{"type":"Order",')],
    ['nested 51 times', () => within(`${'['.repeat(50)}${']'.repeat(50)}`)],
    ['nested a thousand times', () => within(`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`)],
    ['with 60,000 further values', () => within(`[${'0,'.repeat(60_000)}0]`)],
    ['with 2,100 further names', () => within(`{${Array.from({ length: 2100 }, (_, index) => `"n${index}":0`).join(',')}}`)],
    ['nested half a million times', () => '['.repeat(500_000)],
    ['with NaN', () => within('NaN')],
    ['with a comment', () => within('/* x */ 1')]
  ])('%s is refused', async (_situation, body) => {
    for (const [method, path] of [['POST', '/orders'], ['POST', '/api/orders'], ['PATCH', `/orders/${held}`]] as const) expect(await refused(simulator, method, path, body())).toEqual([400, 'not_json'])
  })

  it.each([
    ['with __proto__', () => within('1').replace('"x":1', '"__proto__":{"email":"x","polluted":1}')],
    ['with __proto__ in the customer', () => good().replace('"note":"secret"', '"note":"secret","\\u005f_proto__":{"email":"x","polluted":1}')],
    ['with constructor.prototype', () => within('{"constructor":{"prototype":{"polluted":1}}}')]
  ])('%s is accepted, for each name is a name', async (_situation, body) => {
    const { status } = await call(simulator, 'POST', '/orders', { body: body() })
    expect(status).toBe(201)
    expect('polluted' in {}).toBe(false)
  })

  it('beyond the limit is refused', async () => {
    expect(await refused(simulator, 'POST', '/orders', good().padEnd(1_048_577))).toEqual([413, 'request_too_large'])
  })

  it.each([
    'nonsense', 'application', '/json', 'application/json; charset'
  ])('with an invalid media type is answered with 400: %s', async (type) => {
    const [status] = await refused(simulator, 'POST', '/orders', '{"type":"Order"}', { ...SHARED, 'content-type': type })
    expect(status).toBe(400)
  })

  it('may have any properties in customer and broker, and they are repeated unchanged', async () => {
    const odd = { type: ['Person', 'x'], name: '<script>alert(1)</script>', id: '{base}/x', constructor: 'x', toString: 1, text: 'x'.repeat(50_000), deep: { a: [{ b: [1.5, true] }] }, emoji: '\u{1F469}\u200D\u{1F467}', number: 1e21 }
    const { identifier, customer, broker } = await paid(simulator, { more: { customer: odd, broker: odd } })
    expect([customer, broker]).toEqual([odd, odd])
    await call(simulator, 'PATCH', `/orders/${identifier}`, { body: CANCELLATION })
  })
})
