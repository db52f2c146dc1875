import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { call, errorOf, MOUNTS } from '../../helpers/classic.ts'
import { newUuid, SHARED } from '../../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

const PATHS = [['/events/1234', 'GET, HEAD, OPTIONS'], ['/offers/12341', 'GET, HEAD, OPTIONS'], ['/orders', 'GET, HEAD, POST, OPTIONS'], [`/orders/${newUuid()}`, 'GET, HEAD, PATCH, DELETE, OPTIONS'], ['/events/unknown', 'GET, HEAD, OPTIONS']] as const

it.each(MOUNTS.flatMap((mount) => PATHS.map(([path, allow]) => [`${mount}${path}`, allow] as const)))('%s allows %s and answers every other method with 405, for every caller and body', async (path, allow) => {
  for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'TRACE'].filter((verb) => !allow.split(', ').includes(verb))) {
    for (const given of [{}, { headers: {} }, { body: '{"broken' }, { body: 'x', headers: { 'content-type': 'text/plain' } }, { body: {}, headers: { ...SHARED, 'content-type': 'nonsense' } }]) {
      const answer = await call(simulator, method, path, given)
      expect([...errorOf(answer), answer.headers['allow']]).toEqual([405, 'method_not_allowed', allow])
    }
  }
})

it.each(MOUNTS)('HEAD below "%s" is answered like GET, without a body', async (mount) => {
  for (const path of ['/events/1234', '/offers/12341', '/orders']) {
    const { status, text } = await simulator.request('HEAD', `${mount}${path}`, { headers: SHARED })
    expect([status, text]).toEqual([200, ''])
  }
})
