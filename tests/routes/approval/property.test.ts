import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import type { Kept } from '../../helpers/kept.ts'
import { createModel, type Model } from '../../helpers/proposal-model.ts'
import {
  ANSWER_MINUTES, type Basket, type Event, EVENTS, isOpen, LEASE_MINUTES, type Settings, type Thread
} from '../../helpers/proposal-thread.ts'
import {
  act, storedLeases, storedProposals, storedSpaces, expectedLeases, NAMES, newWorld, expectedFeedSummary, feedSummary, readNews, type Stage,
  type World
} from '../../helpers/proposal-world.ts'

const [AWAITING, ACCEPTED, REJECTED, BY_CUSTOMER] = ['AwaitingSellerConfirmation', 'SellerAccepted', 'SellerRejected', 'CustomerRejected']

/** Every transition of a proposal and every refusal of B: from, event, to. The runs cover exactly these lines. */
const TABLE = [
  `none P ${AWAITING}`,
  `${AWAITING} accept ${ACCEPTED}`,
  ...[AWAITING, ACCEPTED].flatMap((open) => [
    `${open} amend ${AWAITING}`,
    `${open} move ${AWAITING}`,
    `${open} reject ${REJECTED}`,
    `${open} U ${BY_CUSTOMER}`,
    // The opportunity has ended, or another order has its last spaces.
    `${open} wait ${REJECTED}`,
    `${open} B of another ${REJECTED}`
  ]),
  `${ACCEPTED} B deleted`,
  // The seller answers automatically.
  `${AWAITING} wait ${ACCEPTED}`,
  `${AWAITING} wait ${AWAITING}`,
  ...[AWAITING, ACCEPTED, REJECTED, BY_CUSTOMER].flatMap((status) => [`${status} delete deleted`, `${status} old B OrderProposalVersionOutdatedError`]),
  ...[AWAITING, REJECTED, BY_CUSTOMER].map((status) => `${status} B OrderCreationFailedError`)
]

const VARIANTS: readonly Settings[] = [
  { leasing: 'anonymous', freeOnRejection: false, autoApprove: 'off' },
  { leasing: 'anonymous', freeOnRejection: true, autoApprove: 'off' },
  { leasing: 'named', freeOnRejection: false, autoApprove: 'off' },
  { leasing: 'named', freeOnRejection: true, autoApprove: 'amend-then-accept' },
  { leasing: 'none', freeOnRejection: false, autoApprove: 'off' },
  { leasing: 'none', freeOnRejection: true, autoApprove: 'accept' },
  { leasing: 'anonymous', freeOnRejection: true, autoApprove: 'reject' },
  { leasing: 'none', freeOnRejection: false, autoApprove: 'amend-then-accept' }
]

/** The UUID and booking partner of a step; most steps aim at an open proposal, if one exists. */
type Aim = 0 | 1 | 2 | 3 | 'first open' | 'last open'
type Ask = readonly [event: Event, aim: Aim, basket: Basket]
type Step = Ask | readonly [event: 'wait', minutes: number]

/** Weights of the events, beside one of each. */
const OFTEN: readonly Event[] = ['P', 'P', 'accept', 'accept', 'accept', 'accept', 'accept', 'amend', 'move', 'reject', 'U', 'U', 'B', 'B', 'B', 'B', 'old B', 'delete']
const thread = fc.constantFrom<Aim>(0, 1, 2, 3)
const aim = fc.oneof(thread, fc.constantFrom<Aim>('first open', 'last open'))
const basket = fc.constantFrom<Basket>([1, 0], [2, 0], [2, 1], [0, 2], [1, 2])
const proposing: fc.Arbitrary<Step> = fc.tuple(fc.constant('P' as const), thread, basket)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constantFrom(...EVENTS, ...OFTEN), aim, basket) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('wait' as const), fc.constantFrom(1, 4, 4, 6, 20, 70)) })
/** Each run begins with proposals, because most events need one. */
const steps = fc.tuple(fc.array(proposing, { minLength: 2, maxLength: 5 }), fc.array(step, { minLength: 10, maxLength: 30 })).map((parts) => parts.flat())

function aimedAt ({ threads }: Model, aim: Aim): Thread {
  const open = threads.filter(isOpen)
  const thread = typeof aim === 'number' ? threads[aim] : aim === 'first open' ? open[0] : open.at(-1)
  return thread ?? threads[0]!
}

/** The event of a step, its proposal, the feeds that may announce it, and the line of the table for a refusal. */
interface Asked { readonly event: Step[0], readonly by?: string, readonly feeds: RegExp, readonly refusal?: string }

/**
 * Send the request of a step, compare the response with the model, and check that a refusal or repeat changes
 * nothing.
 */
async function ask (world: World, model: Model, [event, aim, basket]: Ask, before: Kept): Promise<Asked> {
  const thread = aimedAt(model, aim)
  const { name, stage } = thread
  const { status, body } = await act(world, event, name, basket)
  const expected = model.follow(event, thread, basket)
  expect([status, body?.['@type']]).toEqual([expected.status, expected.type])
  if (expected.isNew) return { event, by: name, feeds: ['B', 'delete', 'cancel'].includes(event) ? /./ : /sessions|proposal/ }
  expect(await world.simulator.state()).toEqual(before)
  const [from] = storedProposals(world, before).get(name) ?? []
  const isOfTable = stage === 'proposed' && ['B', 'old B'].includes(event)
  return { event, by: name, feeds: new RegExp(`proposal ${name.at(-1)}`), ...(isOfTable && { refusal: `${from} ${event} ${body['@type']}` }) }
}

function wait (world: World, model: Model, minutes: number): Asked {
  world.simulator.clock.advance(minutes)
  model.wait(minutes)
  return { event: 'wait', feeds: /sessions|proposal/ }
}

/** Take a step in simulator and model, and compare them. @returns the state after it, and its lines of the table */
async function take (world: World, model: Model, step: Step, before: Kept): Promise<{ after: Kept, lines: string[] }> {
  const asked = step[0] === 'wait' ? wait(world, model, step[1]) : await ask(world, model, step, before)
  // Each change is announced once. A later read of the other feeds finds anything that should not be there.
  expect(await readNews(world, asked.feeds)).toEqual(model.newsSince())
  expect(feedSummary(world)).toEqual(expectedFeedSummary(model))
  const after = await world.simulator.state()
  expect(storedSpaces(world, after)).toEqual([model.spaces(0), model.spaces(1)])
  expect(storedLeases(world, after)).toEqual(expectedLeases(model))
  for (const { maximum = 0, booked, leased } of storedSpaces(world, after)) {
    expect(Math.min(booked, leased, maximum - booked - leased)).toBeGreaterThanOrEqual(0)
  }
  return { after, lines: [...(asked.refusal === undefined ? [] : [asked.refusal]), ...transitions(world, asked, before, after)] }
}

/** @returns the lines of the table for the proposals that a step changed. */
function transitions (world: World, { event, by }: Asked, before: Kept, after: Kept): string[] {
  const now = storedProposals(world, after)
  return [...storedProposals(world, before)].flatMap(([name, [from, version]]) => {
    const [to = '', newVersion] = now.get(name) ?? []
    if (from === to && version === newVersion) return []
    return [`${from} ${by === undefined || by === name ? event : `${event} of another`} ${to}`]
  })
}

it('random steps take proposals through all allowed transitions, and no others', async () => {
  const stages = new Map<Settings, Stage>()
  for (const settings of VARIANTS) {
    const simulator = await buildApp({ types: ['ScheduledSession'], ...settings, leaseMinutes: LEASE_MINUTES, autoApproveSeconds: ANSWER_MINUTES * 60 })
    stages.set(settings, { simulator, read: new Map() })
  }
  const seen = new Set<string>()
  await fc.assert(fc.asyncProperty(fc.constantFrom(...VARIANTS), steps, async (settings, steps) => {
    const world = await newWorld(stages.get(settings)!)
    const model = createModel(settings, NAMES)
    let state = await world.simulator.state()
    for (const one of steps) {
      const { after, lines } = await take(world, model, one, state)
      lines.forEach((line) => { seen.add(line) })
      state = after
    }
    expect(await readNews(world)).toEqual([])
  }), { numRuns: 60, seed: 20270310, unbiased: true })
  expect([...seen].sort()).toEqual([...TABLE].sort())
}, 120_000)
