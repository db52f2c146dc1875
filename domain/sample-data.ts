import { addHours } from 'date-fns'
import type { Change } from './changes.ts'
import { bury } from './feeds.ts'
import { makeFacility, makeSeries, makeSession, makeSlot, type Setting, type Terms } from './make-opportunity.ts'
import { seededRandom } from './random.ts'
import type { Rules } from './rules.ts'
import { FACILITIES, PROGRAMMES, VENUES } from './sample-catalogue.ts'
import type { Opportunity, OpportunityGroup, SamplePlan } from './state.ts'
import { isoInstant } from './time.ts'

/** Sample data always reaches this many days ahead, today included. */
const DAYS_AHEAD = 14
/** Days after which a sample item that nobody booked leaves its feed. */
const DAYS_AFTER = 7
const HOURS_A_DAY = 24

export const SAMPLE = 'sample'

/** A SessionSeries or FacilityUse with the rule by which its Opportunities recur. */
interface Recurring { readonly group: OpportunityGroup, readonly on: (day: Date) => readonly Opportunity[] }

/** The four ways in which a place can be paid for. */
const PRICE_CLASSES: ReadonlyArray<(priceMinor: number) => Terms> = [
  () => ({ priceMinor: 0, fullRefund: true, validFromBeforeStart: 'P14D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Required', fullRefund: true, latestCancellationBeforeStart: 'P1D' }),
  (priceMinor) => ({ priceMinor, prepayment: 'Optional', fullRefund: true }),
  (priceMinor) => ({ priceMinor, prepayment: 'Unavailable', fullRefund: false, validThroughBeforeStart: 'PT1H' })
]

/** All recurring sample items: of each seller a SessionSeries, a FacilityUse and a FacilityUse with units in each price class. */
function recurring (seed: number, rules: Rules): Recurring[] {
  const random = seededRandom(seed)
  const pick = <T>(from: readonly [T, ...T[]], offset: number): T => from[(offset + shift) % from.length] ?? from[0]
  const shift = Math.floor(random() * PROGRAMMES.length)
  const price = (): number => 350 + 50 * Math.floor(random() * 25)
  return rules.sellers.flatMap((seller, sellerIndex) => PRICE_CLASSES.flatMap((terms, classIndex) => {
    const offset = sellerIndex * PRICE_CLASSES.length + classIndex
    const setting = (id: number): Setting => ({ id: String(id), seller, venue: pick(VENUES, offset), terms: terms(price()) })
    const first = offset * 2 + 1
    return [series(pick(PROGRAMMES, offset), setting(offset + 1)), facility(pick(FACILITIES, offset), 0, setting(first)), facility(pick(FACILITIES, offset + 3), 2, setting(first + 1))]
  }))
}

function series (programme: typeof PROGRAMMES[0], setting: Setting): Recurring {
  const group = makeSeries(programme, setting)
  const { hour, minutes, places } = programme
  return {
    group,
    on: (day) => [makeSession(programme, group, setting.terms, { id: occurrenceId(day, hour), start: addHours(day, hour), minutes, spaces: { maximum: places, booked: 0, leased: 0 } })]
  }
}

function facility (kind: typeof FACILITIES[0], units: number, setting: Setting): Recurring {
  const group = makeFacility(kind, units, setting)
  const slot = (day: Date, hour: number, unit: string | undefined, maximum: number): Opportunity =>
    makeSlot(group, unit, { id: occurrenceId(day, hour), start: addHours(day, hour), minutes: 60, spaces: { maximum, booked: 0, leased: 0 } })
  return {
    group,
    on: (day) => kind.hours.flatMap((hour) => group.units === undefined
      ? [slot(day, hour, undefined, kind.places)]
      : group.units.map(({ path }) => slot(day, hour, path, 1)))
  }
}

const occurrenceId = (day: Date, hour: number): string => isoInstant(addHours(day, hour)).slice(0, 13).replace(/\D/g, '')
const startOfDay = (instant: Date): Date => new Date(`${isoInstant(instant).slice(0, 10)}T00:00:00Z`)
const addWholeDays = (day: Date, days: number): Date => addHours(day, days * HOURS_A_DAY)

/**
 * Makes the sample data reach two weeks ahead again. What is there never changes; what passed and was never booked leaves.
 * @param plan - how far it reaches now, undefined at the first start
 * @param seed - decides names, prices and places at the first start
 * @param existing - the sample items that there are
 */
export function renewSample (
  plan: SamplePlan | undefined, seed: number, existing: readonly Opportunity[], { now, rules }: { readonly now: Date, readonly rules: Rules }
): Change[] {
  const items = recurring(plan?.seed ?? seed, rules)
  const today = startOfDay(now)
  const from = plan === undefined ? today : latestOf(today, addWholeDays(new Date(`${plan.lastDay}T00:00:00Z`), 1))
  const lastDay = addWholeDays(today, DAYS_AHEAD - 1)
  const made = [...daysBetween(from, lastDay)].flatMap((day) => items.flatMap(({ on }) => on(day))).filter(({ start }) => new Date(start) > now)
  const record: SamplePlan = { seed: plan?.seed ?? seed, lastDay: isoInstant(lastDay).slice(0, 10), expires: isoInstant(addWholeDays(today, 1)) }
  return [
    ...(plan === undefined ? items.map(({ group }): Change => ({ kind: 'opportunity', id: group.path, record: group, feed: group.feed })) : []),
    ...made.map((opportunity): Change => ({ kind: 'opportunity', id: opportunity.path, record: { ...opportunity, sample: true }, feed: opportunity.feed })),
    ...existing.filter((opportunity) => isOver(opportunity, now)).map((opportunity) => bury(opportunity, now)),
    { kind: 'sample', id: SAMPLE, record }
  ]
}

const latestOf = (a: Date, b: Date): Date => a > b ? a : b

function * daysBetween (from: Date, to: Date): Generator<Date> {
  for (let day = from; day <= to; day = addWholeDays(day, 1)) yield day
}

function isOver ({ end, spaces }: Opportunity, now: Date): boolean {
  return addWholeDays(new Date(end), DAYS_AFTER) < now && spaces.booked === 0 && spaces.leased === 0
}
