import { describe, expect, it } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { type Attempt, nextAttempt, SELDOM } from '../helpers/hostile-requests.ts'
import { createDice } from '../helpers/hostile-values.ts'
import { newProposal, prepareWorld, type World } from '../helpers/hostile-world.ts'
import { runs } from '../helpers/runs.ts'
import { createWitness, judge } from '../helpers/hostile.ts'

const TOTAL = runs(10_000, 0.1)
const SEED = 20_270_309

/** Each simulator gets an equal share of the requests. */
const SIMULATORS: readonly OpenBookingSimulatorOptions[] = [
  ...Array.from({ length: 15 }, () => ({})),
  { leasing: 'named' }, { leasing: 'none' }, { auth: ['key'] }, { auth: ['key', 'basic'] }, { bodyLimit: 8192 }
]

/** Every type that a caller can provoke while the store works and no offer asks for details. */
const PROVOKABLE = [
  'CancellationNotPermittedError', 'IncompleteAttendeeDetailsError', 'IncompleteBrokerDetailsError', 'IncompleteCustomerDetailsError', 'IncompleteOrderItemError', 'IncompletePaymentDetailsError',
  'InvalidAPITokenError', 'InvalidAuthorizationDetailsError', 'InvalidOpportunityOrOfferIdError', 'InvalidPaymentDetailsError', 'MethodNotAllowedError', 'MissingPaymentDetailsError', 'NoAPITokenError',
  'OpenBookingError', 'OpportunityCapacityIsReservedByLeaseError', 'OpportunityHasInsufficientCapacityError', 'OpportunityIsFullError', 'OpportunityIsInConflictError', 'OpportunityOfferPairNotBookableError',
  'OrderAlreadyExistsError', 'OrderCreationFailedError', 'OrderItemIdInvalidError', 'OrderItemNotWithinOrderError', 'OrderProposalVersionOutdatedError', 'PatchContainsExcessivePropertiesError', 'PatchNotAllowedOnPropertyError',
  'SellerMismatchError', 'SellerNotFoundError', 'TotalPaymentDueMismatchError', 'UnacceptableOfferError', 'UnauthenticatedError', 'UnexpectedOrderTypeError', 'UnknownOfferError', 'UnknownOpportunityError', 'UnknownOrderError',
  'UnknownOrIncorrectEndpointError', 'UnnecessaryPaymentDetailsError'
].sort()

const counts = new Map<string, number>()
const statuses = new Map<string, number>()
/** The simulators share the records of their first start, so one witness sees them all. */
const witness = createWitness()
let sent = 0
let within = 0

const count = (map: Map<string, number>, name: string): void => { map.set(name, (map.get(name) ?? 0) + 1) }
const table = (map: Map<string, number>): string => [...map].sort(([a], [b]) => a < b ? -1 : 1).map(([name, times]) => `${name.padEnd(44)}${String(times).padStart(6)}`).join('\n')
const describeAttempt = ({ method, path, headers, body }: Attempt): string => `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${body?.slice(0, 2000) ?? ''}`

/** Check and remove the result of a request that succeeded. */
async function undo (simulator: Simulator, world: World, { method, path, headers }: Attempt, status: number): Promise<void> {
  const order = path.replace('order-proposals', 'orders')
  if (status === 201) expect((await simulator.request('GET', order, { headers })).status).toBe(200)
  if (method === 'PUT' && path.includes('/order')) await simulator.request('DELETE', order.replace('order-quote-templates', 'order-quotes'), { headers })
  if (status === 201) world.uuids.unused = world.dice.uuid()
  const { accepted } = world.proposals
  if (path.endsWith(accepted.uuid) || path.endsWith('/actions')) {
    await simulator.request('DELETE', `/api/openbooking/orders/${accepted.uuid}`, { headers: world.own })
    world.proposals.accepted = await newProposal(simulator, world.items, world.dice, world.own)
  }
}

describe('hostile requests', () => {
  it.each(SIMULATORS.map((options, index) => [index, options] as const))('each get a response of the catalogue, and a refusal changes nothing (%i: %o)', { timeout: 60_000 }, async (number, options) => {
    const simulator = await buildApp(options)
    const world = await prepareWorld(simulator, createDice(SEED + number), options.auth === undefined)
    const failures: string[] = []
    witness.see(await simulator.state())
    for (let index = 0; index < TOTAL / SIMULATORS.length; index++) {
      const attempt = SELDOM[index]?.(world) ?? nextAttempt(world, options.bodyLimit ?? 1_048_576)
      const before = simulator.changes()
      const answer = await simulator.request(attempt.method, attempt.path, { headers: attempt.headers, ...(attempt.body !== undefined && { body: attempt.body }) })
      const { types, problems } = judge(attempt.method, answer)
      sent++
      if (attempt.within) within++
      count(statuses, `${attempt.method} ${answer.status}`)
      for (const type of types) count(counts, type)
      const changed = answer.status >= 400 && simulator.changes() !== before ? ['changed the state'] : []
      if (problems.length + changed.length > 0) failures.push(`${[...problems, ...changed].join(', ')}: ${describeAttempt(attempt)}\n  ${answer.text.slice(0, 1000)}`)
      if (answer.status >= 400) continue
      await undo(simulator, world, attempt, answer.status)
      witness.see(await simulator.state())
    }
    expect(failures).toEqual([])
  })

  it('change no record in place', () => {
    expect(witness.changed()).toEqual([])
  })

  it(`number ${TOTAL}, mostly reach an existing endpoint with right credentials, and provoke every type that they can`, () => {
    console.log(`${sent} hostile requests, ${within} of them wrong in their body only\n${table(statuses)}\n\n${table(counts)}`)
    expect(sent).toBe(TOTAL)
    expect(within / sent).toBeGreaterThanOrEqual(0.6)
    expect([...counts.keys()].sort()).toEqual(PROVOKABLE)
  })
})
