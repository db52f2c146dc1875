import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'

let simulator: Simulator

beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on', auth: ['header'] }) })
afterAll(async () => { await simulator.app.close() })

const call = async (method: string, path: string, body?: unknown) => await control(simulator, method, path, body)

describe('the clock over HTTP', () => {
  it('is shown, advanced, set, frozen and resumed', async () => {
    expect((await call('GET', '/clock')).body).toEqual({ now: '2027-03-09T10:20:00.000Z', frozen: false, offsetMs: 0, start: 'real' })
    expect((await call('POST', '/clock/advance', { by: 'PT15M' })).body).toMatchObject({ now: '2027-03-09T10:35:00.000Z', frozen: false })
    expect((await call('PUT', '/clock', { at: '2027-03-10T18:00:00+01:00', frozen: true })).body).toMatchObject({ now: '2027-03-10T17:00:00.000Z', frozen: true })
    expect((await call('PUT', '/clock', { frozen: false })).body).toMatchObject({ now: '2027-03-10T17:00:00.000Z', frozen: false })
    expect((await call('POST', '/reset')).body).toMatchObject({ clock: { now: '2027-03-09T10:20:00.000Z', frozen: false } })
  })

  it.each<[method: string, path: string, body: unknown, pointer: string]>([
    ['POST', '/clock/advance', { by: '15m' }, '/by'],
    ['POST', '/clock/advance', { by: '-PT1S' }, '/by'],
    ['POST', '/clock/advance', { by: 'P2Y' }, '/by'],
    ['POST', '/clock/advance', { by: 15 }, '/by'],
    ['POST', '/clock/advance', { by: 'PT1S', to: 'x' }, '/to'],
    ['POST', '/clock/advance', {}, '/by'],
    ['PUT', '/clock', { at: '2027-03-09T10:19:59Z' }, '/at'],
    ['PUT', '/clock', { at: '2029-03-09T10:19:59Z' }, '/at'],
    ['PUT', '/clock', { at: '2027-02-30T10:00:00Z' }, '/at'],
    ['PUT', '/clock', { at: 'tomorrow' }, '/at'],
    ['PUT', '/clock', { at: '2027-03-09T11:00:00Z', frozen: 'yes' }, '/frozen'],
    ['PUT', '/clock', { at: '2027-03-09T11:00:00Z', frosen: true }, '/frosen'],
    ['PUT', '/clock', {}, ''],
    ['PUT', '/clock', [], ''],
    ['POST', '/reset', { hard: true }, ''],
    ['POST', '/snapshots/..', undefined, '/name'],
    ['POST', '/snapshots/-x', undefined, '/name'],
    ['POST', `/snapshots/${'x'.repeat(64)}`, undefined, '/name'],
    ['POST', '/snapshots/%00', undefined, '/name'],
    ['POST', '/snapshots/a%2Fb', undefined, '/name']
  ])('refuses %s %s %j with the path of the fault, and nothing changes', async (method, path, body, pointer) => {
    const before = simulator.changes()
    const { status, body: problem, headers } = await call(method, path, body)
    expect([status, headers['content-type']]).toEqual([path.endsWith('..') ? 404 : 400, 'application/problem+json'])
    if (status === 400) expect(problem.path).toBe(pointer)
    expect(simulator.changes()).toBe(before)
    expect((await call('GET', '/clock')).body.now).toBe('2027-03-09T10:20:00.000Z')
    expect((await call('GET', '/snapshots')).body.items).toEqual([])
  })
})

it('snapshots over HTTP are taken, listed, restored and removed', async () => {
  await call('POST', '/faults', { on: 'feed', delay: 1 })
  expect(await call('POST', '/snapshots/with-fault')).toMatchObject({ status: 201, body: { name: 'with-fault', at: '2027-03-09T10:20:00.000Z' } })
  expect((await call('GET', '/snapshots')).body.items).toEqual([{ name: 'with-fault', at: '2027-03-09T10:20:00.000Z' }])
  await call('POST', '/reset')
  expect((await call('GET', '/faults')).body.items).toEqual([])
  expect((await call('POST', '/snapshots/with-fault/restore')).body).toMatchObject({ changes: 1 })
  expect((await call('GET', '/faults')).body.items).toHaveLength(1)
  expect((await call('DELETE', '/snapshots/with-fault')).status).toBe(204)
  for (const [method, path] of [['POST', '/snapshots/with-fault/restore'], ['DELETE', '/snapshots/with-fault']] as const) {
    expect(await call(method, path)).toMatchObject({ status: 404, body: { path: '/name' } })
  }
  await call('POST', '/reset')
})
