import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { NOW } from '../../helpers/build-app.ts'
import {
  build, call, CANCELLATION, errorOf, orderBody, paid, paymentOf, placed, spacesOf, post, refusal, show
} from '../../helpers/classic.ts'
import { INTERNAL_PATH, onFault, onFullDisk } from '../../helpers/provoke.ts'
import { SHARED } from '../../helpers/requests.ts'

/** Build a simulator with orders, then make its requests fail. */
const prepare = async ({ options = {}, meanwhile }: ReturnType<typeof onFault>) => {
  const simulator = await build(options)
  const [held, sold] = [await placed(simulator), await paid(simulator)]
  await meanwhile?.(simulator, '', [])
  return { simulator, held: held.identifier, sold: sold.identifier }
}

describe('with a full disk', () => {
  it('a call that writes is refused with 503', async () => {
    const { simulator, held, sold } = await prepare(onFullDisk())
    for (const [method, path, body] of [
      ['POST', '/orders', orderBody()], ['PATCH', `/orders/${held}`, paymentOf(9.99)], ['PATCH', `/api/orders/${sold}`, CANCELLATION], ['DELETE', `/orders/${held}`]
    ] as const) {
      const answer = await call(simulator, method, path, { body })
      expect([...errorOf(answer), answer.text.includes(INTERNAL_PATH)]).toEqual([503, 'temporarily_unavailable', false])
    }
  })

  it('the welcome is answered', async () => {
    const { simulator } = await prepare(onFullDisk(16))
    expect((await call(simulator, 'GET', '/', { headers: {} })).status).toBe(200)
  })
})

describe('an internal fault', () => {
  it('is answered with 500 without details, and changes nothing', async () => {
    const { simulator, held } = await prepare(onFault())
    const before = await simulator.state()
    const answer = await call(simulator, 'PATCH', `/orders/${held}`, { body: paymentOf(9.99) })
    expect([...errorOf(answer), answer.text.includes(INTERNAL_PATH)]).toEqual([500, 'internal_error', false])
    expect(await simulator.state()).toEqual(before)
    expect([(await show(simulator, held)).body.orderStatus, await spacesOf(simulator)]).toEqual(['https://schema.org/OrderPaymentDue', 8])
  })
})

describe('with a request limit', () => {
  // The limiter reads the system clock.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    onTestFinished(() => { vi.useRealTimers() })
  })

  it.each([
    ['right', SHARED], ['wrong', { 'x-api-key': 'guess' }], ['no', {}]
  ])('the request beyond it is refused: with %s credentials', async (_situation, headers) => {
    const simulator = await build({ rateLimit: 3 })
    for (let times = 0; times < 3; times++) await call(simulator, 'GET', '/events/1234', { headers })
    const answer = await post(simulator, {}, headers)
    expect([...errorOf(answer), answer.headers['retry-after']]).toEqual([429, 'too_many_requests', '60'])
    expect(await refusal(simulator, 'GET', '/', { headers: {} })).toEqual([429, 'too_many_requests'])
  })
})
