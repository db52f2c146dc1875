import equal from 'fast-deep-equal'
import { tombstone } from '../feeds/tombstone.ts'
import { addDays, DAYS_AHEAD, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import type { SamplePlan } from '../records/sample.ts'
import { criteriaSamples } from './criteria-samples.ts'
import type { OpportunitySet } from './make-set.ts'
import { timetable } from './timetable.ts'

/** Time after its end at which an unbooked sample item leaves its feed (days). */
const DAYS_AFTER = 7

/** Currency of plans that name none, as those of earlier versions. */
const USUAL_CURRENCY = 'GBP'

/** Id of the stored SamplePlan. */
export const SAMPLE = 'sample'

/**
 * Extend the sample data to two weeks ahead, and remove unbooked items that ended a week ago. There is a part for each
 * group of items, so that a caller can let others go first between two parts.
 * @param plan - stored plan, undefined at the first start
 * @param seed - whole number; decides names, prices and spaces at the first start, and is ignored later
 * @param existing - stored sample items
 * @param environment - current instant, rules and content
 * @returns changes that publish new items, remove old ones and store the plan; existing items stay as they are
 */
export function * renewSampleInParts (
  plan: SamplePlan | undefined, seed: number, existing: readonly Opportunity[],
  environment: Pick<Environment, 'now' | 'rules' | 'content'>
): Generator<undefined, Change[]> {
  const { now, rules } = environment
  const usedSeed = plan?.seed ?? seed
  const today = startOfDay(now)
  const lastDay = addDays(today, DAYS_AHEAD - 1)
  const from = plan === undefined ? today : latestOf(today, addDays(new Date(`${plan.lastDay}T00:00:00Z`), 1))
  const days = [...eachDay(from, lastDay)]
  const made: OpportunitySet[] = []
  for (const recurring of [...timetable(usedSeed, environment), ...criteriaSamples(usedSeed, environment)]) {
    made.push(recurring(days, plan === undefined))
    yield
  }
  const groups = plan === undefined ? made.flatMap(({ group }) => group ?? []) : []
  const opportunities = made.flatMap((set) => set.opportunities).sort(byStart)
  const record: SamplePlan = {
    seed: usedSeed,
    lastDay: isoInstant(lastDay).slice(0, 10),
    expires: isoInstant(addDays(today, 1)),
    assortment: assortmentOf(rules)
  }
  return [
    ...groups.map(publish),
    ...opportunities.map((opportunity) => publish({ ...opportunity, sample: true })),
    ...existing.filter((opportunity) => isLongOver(opportunity, now)).map((opportunity) => tombstone(opportunity, now)),
    { kind: 'sample', id: SAMPLE, record }
  ]
}

/** Renew the sample data with all parts at once. */
export function renewSample (...given: Parameters<typeof renewSampleInParts>): Change[] {
  const parts = renewSampleInParts(...given)
  let part = parts.next()
  while (part.done !== true) part = parts.next()
  return part.value
}

const publish = (record: Opportunity | OpportunityGroup): Change =>
  ({ kind: 'opportunity', id: record.path, record, feed: record.feed })

function assortmentOf (rules: Rules): SamplePlan['assortment'] {
  const { types, sampleSize, richness, prices, prepayment, cancellation, currency, logisticsUpdates } = rules
  const closed = rules.sellers.find((seller) => seller.closed)
  return {
    types,
    sampleSize,
    richness,
    prices,
    prepayment,
    cancellation,
    logisticsUpdates,
    sellers: rules.sellers.map(({ path }) => path),
    taxCalculation: rules.calculatesTaxes,
    ...(currency !== USUAL_CURRENCY && { currency }),
    ...(rules.sellers.some(({ type }) => type === 'Person') && { sellerType: 'person' }),
    ...(closed !== undefined && { closedSeller: closed.path })
  }
}

/**
 * Find an option that has changed since the sample data was generated.
 * @param plan - stored plan
 * @param rules - current rules
 * @returns the name of the first changed option, or undefined
 */
export function changedOption ({ assortment }: SamplePlan, rules: Rules): keyof SamplePlan['assortment'] | undefined {
  const current = assortmentOf(rules)
  const names = Object.keys({ ...assortment, ...current }) as Array<keyof typeof current>
  return names.find((name) => !equal(assortment[name], current[name]))
}

/** Compare by start, so that feeds begin with the earliest items. */
const byStart = ({ start: a = '' }: Opportunity, { start: b = '' }: Opportunity): number => a < b ? -1 : Number(a > b)

const latestOf = (a: Date, b: Date): Date => a > b ? a : b

function * eachDay (from: Date, to: Date): Generator<Date> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day
}

function isLongOver ({ end, spaces }: Opportunity, now: Date): boolean {
  return end !== undefined && addDays(new Date(end), DAYS_AFTER) < now && spaces.booked === 0 && spaces.leased === 0
}
