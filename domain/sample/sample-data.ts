import { tombstone } from '../feeds/tombstone.ts'
import { addDays, DAYS_AHEAD, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Opportunity } from '../records/opportunity.ts'
import type { SamplePlan } from '../records/sample.ts'
import { criteriaSamples } from './criteria-samples.ts'
import { timetable } from './timetable.ts'

/** Days after which a sample item that nobody booked leaves its feed. */
const DAYS_AFTER = 7

export const SAMPLE = 'sample'

/**
 * Makes the sample data reach two weeks ahead again. What is there never changes; what passed and was never booked leaves.
 * @param plan - how far it reaches now, undefined at the first start
 * @param seed - decides names, prices and spaces at the first start
 * @param existing - the sample items that there are
 */
export function renewSample (
  plan: SamplePlan | undefined, seed: number, existing: readonly Opportunity[], { now, rules }: { readonly now: Date, readonly rules: Rules }
): Change[] {
  const items = [...timetable(plan?.seed ?? seed, now, rules), ...criteriaSamples(plan?.seed ?? seed, now, rules)]
  const today = startOfDay(now)
  const from = plan === undefined ? today : latestOf(today, addDays(new Date(`${plan.lastDay}T00:00:00Z`), 1))
  const lastDay = addDays(today, DAYS_AHEAD - 1)
  const days = [...eachDay(from, lastDay)]
  const made = items.map((recurring) => recurring(days, plan === undefined))
  const record: SamplePlan = {
    seed: plan?.seed ?? seed, lastDay: isoInstant(lastDay).slice(0, 10), expires: isoInstant(addDays(today, 1)), assortment: assortmentOf(rules)
  }
  return [
    ...made.flatMap(({ group }): Change[] => group === undefined || plan !== undefined ? [] : [{ kind: 'opportunity', id: group.path, record: group, feed: group.feed }]),
    ...made.flatMap(({ opportunities }) => opportunities).sort(byStart).map((opportunity): Change => ({ kind: 'opportunity', id: opportunity.path, record: { ...opportunity, sample: true }, feed: opportunity.feed })),
    ...existing.filter((opportunity) => isLongOver(opportunity, now)).map((opportunity) => tombstone(opportunity, now)),
    { kind: 'sample', id: SAMPLE, record }
  ]
}

function assortmentOf ({ types, sampleSize, richness, prices, prepayment, cancellation, logisticsUpdates, sellers, vatPercent }: Rules): SamplePlan['assortment'] {
  const taxCalculation = vatPercent !== null
  return { types, sampleSize, richness, prices, prepayment, cancellation, logisticsUpdates, sellers: sellers.map(({ path }) => path), taxCalculation }
}

/** @returns the option under which the stored data was made that is another now, undefined if there is none. */
export function changedOption ({ assortment }: SamplePlan, rules: Rules): keyof SamplePlan['assortment'] | undefined {
  const now = assortmentOf(rules)
  const names = Object.keys(now) as Array<keyof typeof now>
  return names.find((name) => JSON.stringify(assortment[name]) !== JSON.stringify(now[name]))
}

/** What comes first stands first in the feeds. */
const byStart = ({ start: a = '' }: Opportunity, { start: b = '' }: Opportunity): number => a < b ? -1 : Number(a > b)

const latestOf = (a: Date, b: Date): Date => a > b ? a : b

function * eachDay (from: Date, to: Date): Generator<Date> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day
}

function isLongOver ({ end, spaces }: Opportunity, now: Date): boolean {
  return end !== undefined && addDays(new Date(end), DAYS_AFTER) < now && spaces.booked === 0 && spaces.leased === 0
}
