import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { judge } from '../../helpers/hostile.ts'
import { writeJson } from '../../helpers/hostile-values.ts'
import { makeForApproval, propose } from '../../helpers/proposals.ts'
import { API } from '../../helpers/refusal.ts'
import { b, type Bookable, make, newUuid, PARTNER_1 } from '../../helpers/requests.ts'
import { completeBody, CLUB } from '../../helpers/complete-bodies.ts'
import { someOf, type Stage, statusOf, withValue, wrongOrganizations, type WrongValue, wrongValuesOf, writePath } from '../../helpers/wrong-values.ts'

const CRITERIA = ['TestOpportunityBookable', 'TestOpportunityBookableAttendeeDetails', 'TestOpportunityBookableAdditionalDetails']
const UUID = newUuid()

let simulator: Simulator
let simple: Bookable[]
let approval: Bookable[]
let booked: string
let proposed: string

beforeAll(async () => {
  simulator = await openApp()
  simple = await Promise.all(CRITERIA.map((criterion) => make(simulator, criterion)))
  approval = await Promise.all(CRITERIA.map((criterion) => makeForApproval(simulator, criterion)))
  booked = newUuid()
  await b(simulator, [simple[0]!], { uuid: booked })
  proposed = (await propose(simulator, [approval[0]!])).uuid
})
afterAll(async () => { await simulator.app.close() })

/** Method and path of each stage, and a body that has every property of the specification. */
const CALLS: Readonly<Record<Stage, () => readonly [method: string, path: string, body: object]>> = {
  C1: () => ['PUT', `order-quote-templates/${UUID}`, completeBody('C1', simple)],
  C2: () => ['PUT', `order-quotes/${UUID}`, completeBody('C2', simple)],
  P: () => ['PUT', `order-proposals/${UUID}`, completeBody('P', approval)],
  B: () => ['PUT', `orders/${UUID}`, completeBody('B', simple)],
  'P update': () => ['PATCH', `order-proposals/${proposed}`, {
    '@context': 'https://openactive.io/', '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected', orderCustomerNote: 'Sorry'
  }],
  U: () => ['PATCH', `orders/${booked}`, {
    '@context': 'https://openactive.io/',
    '@type': 'Order',
    orderedItem: [{ '@type': 'OrderItem', '@id': `${BASE}${API}/orders/${booked}#/orderedItems/1`, orderItemStatus: 'https://openactive.io/CustomerCancelled' }]
  }]
}

type Item = { readonly error?: ReadonlyArray<{ readonly '@type': string, readonly description: string }> }

/** @returns the problems of an answer to a wrong value: another error than expected, or one that does not say enough. */
function problemsOf ({ path, outcome }: WrongValue, method: string, answer: Answered): string[] {
  const { status, body } = answer
  const expected = statusOf(outcome)
  if (status !== expected) return [`${status} ${String(body?.['@type'])}`]
  const faults = [...judge(method, answer).problems]
  const isOfItem = outcome.startsWith('item ')
  const index = Number(/^orderedItem\.(\d+)/.exec(path)?.[1])
  const errors = isOfItem ? (body.orderedItem as Item[])[index]?.error ?? [] : [body]
  const type = outcome.replace('item ', '')
  const found = errors.find((error: { '@type': string }) => error['@type'] === type)
  if (found === undefined) return [...faults, errors.map((error: { '@type': string }) => error['@type']).join()]
  if (isOfItem && (body.orderedItem as Item[]).some(({ error }, position) => position !== index && error !== undefined)) faults.push('another item has an error')
  if (type === 'OpenBookingError' && !found.description.startsWith(writePath(path))) faults.push(`names no path: ${found.description}`)
  if (type === 'OpenBookingError' && !/ must .*; (?:received|it contains) /.test(found.description)) faults.push(`states no expectation: ${found.description}`)
  return faults
}

async function check (stage: Stage, base: object, wrongs: readonly WrongValue[]): Promise<unknown[]> {
  const [method, path] = CALLS[stage]()
  const other: unknown[] = []
  for (const wrong of someOf(wrongs)) {
    const body = writeJson(withValue(base, wrong.path, wrong.value))
    const problems = problemsOf(wrong, method, await simulator.request(method, `${API}/${path}`, { headers: PARTNER_1, body }))
    if (problems.length > 0) other.push([wrong.path, wrong.value, wrong.outcome, ...problems])
  }
  return other
}

describe.each<[stage: Stage, least: number]>([['C1', 480], ['C2', 750], ['P', 830], ['B', 810], ['P update', 40], ['U', 60]])('at %s, a value of a wrong type or form', (stage, least) => {
  it('gets the error type that the specification has for its property, on its item, and changes nothing', async () => {
    const wrongs = wrongValuesOf(stage)
    expect(wrongs.length).toBeGreaterThan(least)
    const before = simulator.changes()
    expect(await check(stage, CALLS[stage]()[2], wrongs)).toEqual([])
    expect(simulator.changes()).toBe(before)
  })
})

describe('a wrong value of a customer that is an Organization', () => {
  it.each<Stage>(['C2', 'P', 'B'])('at %s is IncompleteCustomerDetailsError', async (stage) => {
    expect(await check(stage, { ...CALLS[stage]()[2], customer: CLUB }, wrongOrganizations())).toEqual([])
  })
})

describe('the complete body', () => {
  it.each<[stage: Stage, status: number]>([['C1', 200], ['C2', 200], ['P', 201], ['B', 201], ['P update', 204], ['U', 204]])('of %s is accepted and repeated', async (stage, status) => {
    const [method, path, body] = CALLS[stage]()
    const answer = await simulator.request(method, `${API}/${path.replace(UUID, newUuid())}`, { headers: PARTNER_1, body })
    expect([answer.status, stage, answer.status === status ? '' : answer.text]).toEqual([status, stage, ''])
    const sent = body as Record<string, unknown>
    for (const name of ['broker', ...(stage === 'C1' ? [] : ['customer'])]) if (status !== 204) expect(answer.body[name]).toEqual(sent[name])
  })
})

describe('B after P', () => {
  it.each([[null], [''], [7], [true], [[]], [{}], ['x']])('with the version %j is UnknownOrderError', async (orderProposalVersion) => {
    const body = { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion }
    const answer = await simulator.request('PUT', `${API}/orders/${proposed}`, { headers: PARTNER_1, body })
    expect([answer.status, answer.body['@type']]).toEqual([404, 'UnknownOrderError'])
  })

  it.each(['seller', 'broker', 'brokerRole', 'customer', 'orderedItem', 'totalPaymentDue', 'orderCustomerNote'])('with %s is refused, whatever its value', async (name) => {
    for (const value of [null, '', 7, [], {}, 'x']) {
      const body = { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion: 'x', [name]: value }
      const answer = await simulator.request('PUT', `${API}/orders/${proposed}`, { headers: PARTNER_1, body })
      expect([answer.status, answer.body['@type']]).toEqual([400, 'OpenBookingError'])
    }
  })
})
