import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { createModel, type Model } from '../../helpers/proposal-model.ts'
import { type Basket, type Event, EVENTS, LEASE_MINUTES, type Settings } from '../../helpers/proposal-thread.ts'
import {
  act, storedLeases, storedSpaces, expectedLeases, NAMES, newWorld, expectedFeedSummary, feedSummary, readNews, type Stage
} from '../../helpers/proposal-world.ts'

const VARIANTS: readonly Settings[] = [
  { leasing: 'anonymous', freeOnRejection: false, autoApprove: 'off' },
  { leasing: 'named', freeOnRejection: true, autoApprove: 'off' },
  { leasing: 'none', freeOnRejection: false, autoApprove: 'off' }
]

/** An event on one UUID of one booking partner; `versions` counts the versions when it was sent. */
interface Ask { readonly event: Event, readonly thread: number, readonly basket: Basket, readonly versions?: number }

const basket = fc.constantFrom<Basket>([1, 0], [2, 0], [1, 1], [0, 2])
const pasts = fc.constantFrom<readonly Event[]>(['C2'], ['P'], ['P', 'accept'], ['P', 'accept'], ['P', 'accept'], ['P', 'amend'], ['P', 'accept', 'amend'], ['P', 'accept', 'B'])
const past = fc.tuple(...NAMES.map((_, thread) => fc.record({ events: pasts, basket }).map(({ events, basket }) => events.map((event): Ask => ({ event, thread, basket })))))
const OFTEN: readonly Event[] = ['accept', 'amend', 'reject', 'U', 'B', 'B', 'delete']
/** Most requests are about the same proposal, so that they compete. */
const thread = fc.constantFrom(0, 0, 0, 0, 2)
const asked = fc.array(fc.record<Ask>({ event: fc.constantFrom(...EVENTS, ...OFTEN), thread, basket }), { minLength: 3, maxLength: 4 })

function orders<T> (items: readonly T[]): T[][] {
  return items.length === 0 ? [[]] : items.flatMap((first, index) => orders(items.filter((_, other) => other !== index)).map((rest) => [first, ...rest]))
}

/**
 * @returns the event for the model: the version that was the latest when B was sent may be outdated when its turn
 * comes.
 */
function eventOf ({ event, versions }: Ask, now: number): Event {
  return event === 'B' && versions !== undefined && versions !== now ? 'old B' : event
}

/** The observable result of concurrent requests: their responses and all effects. */
interface Seen { readonly answers: readonly unknown[], readonly shown: unknown, readonly remaining: unknown, readonly spaces: unknown, readonly leases: unknown, readonly news: readonly string[] }

/** @returns the result of requests processed in one order, with the responses in the order of sending. */
function seenBy (model: Model, order: readonly Ask[], asks: readonly Ask[]): Seen {
  const answers = new Map(order.map((ask) => {
    const thread = model.threads[ask.thread]!
    const { status, type } = model.follow(eventOf(ask, thread.versions), thread, ask.basket)
    return [ask, [status, type]]
  }))
  const { shown, remaining } = expectedFeedSummary(model)
  return {
    answers: asks.map((ask) => answers.get(ask)),
    shown,
    remaining,
    spaces: [model.spaces(0), model.spaces(1)],
    leases: expectedLeases(model),
    news: [...new Set(model.newsSince())]
  }
}

it('concurrent requests have the result of some sequential order', async () => {
  const stages = new Map<Settings, Stage>()
  for (const settings of VARIANTS) stages.set(settings, { simulator: await buildApp({ types: ['ScheduledSession'], ...settings, leaseMinutes: LEASE_MINUTES }), read: new Map() })
  let contested = 0
  await fc.assert(fc.asyncProperty(fc.constantFrom(...VARIANTS), past, asked, async (settings, past, asked) => {
    const world = await newWorld(stages.get(settings)!)
    const before = past.flat()
    const modelThen = (): Model => {
      const model = createModel(settings, NAMES)
      for (const { event, thread, basket } of before) model.follow(event, model.threads[thread]!, basket)
      model.newsSince()
      return model
    }
    for (const { event, thread, basket } of before) {
      await act(world, event, NAMES[thread]!, basket)
      await readNews(world)
    }
    const asks = asked.map((ask): Ask => ({ ...ask, versions: modelThen().threads[ask.thread]!.versions }))
    const answers = await Promise.all(asks.map(({ event, thread, basket }) => act(world, event, NAMES[thread]!, basket)))

    const news = await readNews(world)
    const { shown, remaining } = feedSummary(world)
    const state = await world.simulator.state()
    const seen: Seen = {
      answers: answers.map(({ status, body }) => [status, body?.['@type']]), shown, remaining, spaces: storedSpaces(world, state), leases: storedLeases(world, state), news
    }
    const possible = orders(asks).map((order) => seenBy(modelThen(), order, asks))
    expect(possible).toContainEqual(seen)
    if (new Set(possible.map((one) => JSON.stringify(one))).size > 1) contested++
  }), { numRuns: 50, seed: 20270309, unbiased: true })
  // Enough runs have results that depend on the order.
  expect(contested).toBeGreaterThan(20)
}, 120_000)
