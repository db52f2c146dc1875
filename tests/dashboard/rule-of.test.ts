import { afterAll, beforeAll, expect, it } from 'vitest'
import { ruleOf } from '../../dashboard/views/steering/rule-of.ts'
import { openApp, type Simulator } from '../helpers/build-app.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'], control: 'on' }) })
afterAll(async () => { await simulator.app.close() })

it.each(['status', 'delay', 'loseAnswer', 'drop'])('the control interface takes the fault %s of the form', async (effect) => {
  const rule = ruleOf({ on: 'B', effect, times: '2' })
  const { status, body } = await simulator.request('POST', '/simulator/faults', { body: rule })
  expect([status, body]).toEqual([201, expect.objectContaining({ ...rule, matched: 0, fired: 0 })])
  expect(Object.keys(rule)).toHaveLength(3)
})
