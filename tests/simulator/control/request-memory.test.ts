import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeRequest, type LoggedRequest } from '../../../domain/control/requests/request-entry.ts'
import { createRequestLog } from '../../../simulator/control/request-log.ts'
import { createRequestMemory, LONGEST_BODY } from '../../../simulator/control/request-memory.ts'
import { buildApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, make, newUuid } from '../../helpers/requests.ts'
import { inTenant } from '../../helpers/tenants.ts'

const REFUSAL = JSON.stringify({ '@type': 'UnknownOrderError', statusCode: 404, description: 'There is no such order.' })

const request = (text: string, status = 200): Omit<LoggedRequest, 'id'> => ({
  requestId: 'r',
  at: new Date(0),
  method: 'PUT',
  url: '/',
  stage: 'B',
  caller: undefined,
  order: undefined,
  status,
  duration: 1,
  faults: [],
  request: { headers: { 'user-agent': 'broker', authorization: 'secret' }, body: { text } },
  response: { headers: { link: '<x>' }, body: status < 400 ? text : REFUSAL }
})

describe('the memory of request logs', () => {
  it('holds what one full log can hold, whatever happens in several', () => {
    const act = fc.tuple(fc.nat({ max: 2 }), fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 2 * LONGEST_BODY }) }, fc.constant('clear' as const)))
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(act, { maxLength: 40 }), (size, acts) => {
      const memory = createRequestMemory(size)
      const logs = [0, 1, 2].map(() => createRequestLog(size, memory))
      /** Lengths of the requests that should have bodies, oldest first, by log. */
      let wanted: Array<{ log: number, length: number }> = []
      for (const [log, length] of acts) {
        if (length === 'clear') {
          logs[log]!.clear()
          wanted = wanted.filter((one) => one.log !== log)
          continue
        }
        const [oldest] = wanted.filter((one) => one.log === log)
        const isFull = logs[log]!.kept().length === size && logs[log]!.kept()[0]?.request.body !== undefined
        if (isFull) wanted.splice(wanted.indexOf(oldest!), 1)
        logs[log]!.add(request('x'), length)
        wanted.push({ log, length })
        while (wanted.reduce((sum, one) => sum + one.length, 0) > size * 2 * LONGEST_BODY) wanted.shift()
      }
      const withBodies = logs.map((log) => log.kept().filter(({ request: { body } }) => body !== undefined).length)
      expect(withBodies).toEqual(logs.map((_log, index) => wanted.filter(({ log }) => log === index).length))
    }))
  })

  it('leaves of an old request everything but headers and bodies, with its error', () => {
    const log = createRequestLog(2, createRequestMemory(2))
    log.add(request('old', 404), 3 * LONGEST_BODY)
    const [before] = log.list()
    log.add(request('new'), 2 * LONGEST_BODY)
    const [old, recent] = log.list()
    expect(old).toEqual({ ...before, request: { headers: { 'user-agent': 'broker' }, truncated: true }, response: { headers: {}, truncated: true } })
    expect(old?.error).toMatchObject({ type: 'UnknownOrderError' })
    expect(recent?.request.body).toBeDefined()
    expect(describeRequest(log.kept()[0]!, true).request).toEqual({ headers: { 'user-agent': 'broker' }, truncated: true })
  })
})

it('tenants share the memory of the process, and give theirs back', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on', requestLogSize: 3 })
  const tenant = inTenant(simulator, 'busy')
  const long = 'x'.repeat(30_000)
  const fill = async (at: typeof tenant | typeof simulator): Promise<void> => {
    const item = await make(at)
    for (let times = 0; times < 3; times++) await b(at, [item], { uuid: newUuid(), more: { customer: { '@type': 'Person', email: 'nia.pritchard@example.com', telephone: long } } })
  }
  const truncated = async (at: typeof tenant | typeof simulator): Promise<boolean[]> =>
    (await control(at, 'GET', '/requests')).body.items.map(({ request }: { request: { truncated?: boolean } }) => request.truncated === true)
  await fill(simulator)
  expect(await truncated(simulator)).toEqual([false, false, false])
  await fill(inTenant(simulator, 'other'))
  await fill(tenant)
  expect(await truncated(tenant)).toEqual([false, false, false])
  expect(await truncated(simulator)).toEqual([true, true, true])
  for (const name of ['busy', 'other']) await control(simulator, 'DELETE', `/tenants/${name}`)
  await fill(simulator)
  expect(await truncated(simulator)).toEqual([false, false, false])
})
