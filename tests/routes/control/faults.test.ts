import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, c2, make, newUuid, remainingOf } from '../../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ control: 'on' }) })
afterAll(async () => { await simulator.app.close() })
beforeEach(async () => { await control(simulator, 'DELETE', '/faults') })

/** Add a rule. @returns its id */
async function fault (rule: object): Promise<string> {
  const { status, body, text } = await control(simulator, 'POST', '/faults', rule)
  if (status !== 201) throw new Error(text)
  return body.id
}

describe('an error', () => {
  it('comes as often as the rule says, with its own status', async () => {
    const item = await make(simulator)
    await fault({ on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
    const uuid = newUuid()
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push((await b(simulator, [item], { uuid })).status)
    expect(statuses).toEqual([503, 503, 201])
  })
})

it('loses the answer after the commit, and a repeat books once', async () => {
  const item = await make(simulator)
  await fault({ on: 'B', loseAnswer: true, times: 1 })
  const uuid = newUuid()
  const before = await remainingOf(simulator, item)
  await expect(b(simulator, [item], { uuid })).rejects.toThrow('destroyed')
  expect(await remainingOf(simulator, item)).toBe(before - 1)
  const again = await b(simulator, [item], { uuid })
  expect(again.status).toBe(201)
  expect(await remainingOf(simulator, item)).toBe(before - 1)
})

it('answers 409 with the error on the item', async () => {
  const item = await make(simulator)
  await fault({ on: 'C2', opportunity: item.opportunity, error: 'OpportunityIsFullError' })
  const { status, body } = await c2(simulator, [item])
  expect(status).toBe(409)
  expect(body['@type']).toBe('OrderQuote')
  expect(body.orderedItem[0].error[0]['@type']).toBe('OpportunityIsFullError')
  console.log(JSON.stringify((await control(simulator, 'GET', '/requests?status=409')).body, null, 1))
})
