import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { compileFunction } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asCurl, asTest } from '../../dashboard/views/timetable/snippets.ts'
import { offersOf } from '../../dashboard/views/timetable/windows.ts'
import { BASE, openApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { control } from '../helpers/control.ts'
import { FULL } from '../helpers/runs.ts'

const KEY = 'rr4nlnyhi3tdoonxfysi'
let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], control: 'on' })
  origin = await simulator.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => { await simulator.app.close() })

/** Write both snippets for a new opportunity, with the key of a booking partner. */
async function snippets (criterion: string, seller: string, flow?: string): Promise<{ curl: string, test: string }> {
  const { body: made } = await control(simulator, 'POST', '/opportunities', { criterion, seller: `${BASE}/api/identifiers/sellers/${seller}`, ...(flow !== undefined && { flow }) })
  const find = async (id: string) => (await control(simulator, 'GET', `/opportunities?opportunity=${encodeURIComponent(id)}`)).body.items[0]
  const one = await find(made.orderedItem.orderedItem)
  const [offer] = offersOf(one, await find(one.group))
  const [curl, test] = [asCurl, asTest].map((write) => write(`${origin}${PREFIX}`, one, offer!).replace('YOUR-KEY', KEY))
  return { curl: curl!, test: test! }
}

const CASES: Array<[name: string, type: string, seller: string, criterion: string, flow: string | undefined]> = [
  ['a free opportunity', 'Order', '1', 'TestOpportunityBookableFree', undefined],
  ['a price with tax', 'Order', '1', 'TestOpportunityBookableNonFreeTaxGross', undefined],
  ['a price without tax', 'Order', '2', 'TestOpportunityBookableNonFreeTaxNet', undefined],
  ['a price that is paid later', 'Order', '1', 'TestOpportunityBookableNonFreePrepaymentUnavailable', undefined],
  ['attendee details', 'Order', '1', 'TestOpportunityBookableAttendeeDetails', undefined],
  ['the approval of the seller', 'OrderProposal', '1', 'TestOpportunityBookable', 'OpenBookingApprovalFlow']
]

// The tests below have the same bodies.
it.each(FULL ? CASES : CASES.slice(-1))('the copied commands book %s', async (_name, type, seller, criterion, flow) => {
  const { stdout } = await promisify(execFile)('sh', ['-c', (await snippets(criterion, seller, flow)).curl])
  expect(JSON.parse(stdout)['@type'], stdout).toBe(type)
})

it.each(CASES)('the copied test books %s', async (_name, _type, seller, criterion, flow) => {
  const { test } = await snippets(criterion, seller, flow)
  const bodies: Array<() => Promise<void>> = []
  const run = compileFunction(test.replace(/^import .*$/gm, ''), ['randomUUID', 'expect', 'it'])
  run(randomUUID, expect, (_title: string, body: () => Promise<void>) => { bodies.push(body) })
  await bodies[0]!()
  expect(bodies).toHaveLength(1)
})
