import { addHours } from 'date-fns'
import { AEROBICS, VENUES } from '../../data/sample/catalogue.ts'
import { bookabilityProblem } from '../checks/bookability.ts'
import { tombstone } from '../feeds/tombstone.ts'
import { remaining } from '../leasing/capacity.ts'
import { toPrice } from '../pricing/money.ts'
import { classicOfferPath, eventPath } from '../protocol/ids.ts'
import { addDays, before, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityIndex, Offer, Opportunity, Spaces } from '../records/opportunity.ts'
import { makeEvents } from '../sample/make-event.ts'
import { termsUnder } from '../sample/offer-terms.ts'
import { FULL, type OfferKind, SPACES, type Plan, PLANS } from './classic-plans.ts'
import { newClassicOrder } from './create-order.ts'
import { completeClassic } from './update-order.ts'

/** The paths of these events, for loading. */
export const CLASSIC_EVENTS: readonly string[] = PLANS.map(({ id }) => eventPath(id))

/** Id of the order that there is from the start, of what is over. */
const HISTORIC_ORDER = 'f1a9c4d2-3b57-4e68-9a0c-7d2e8b461f35'

/**
 * Makes the events of the older simulator, at each start: what passed, or is full, or is not any more what it is for, begins anew. It is
 * the same event then, with other dates and all its spaces; orders keep what they were for. Where these events are switched off,
 * they go, but for those of which spaces are held: they go at a later start.
 * @param existing - those that there are
 * @param partner - whose the historic order is, undefined for nobody's
 */
export function startClassic (existing: OpportunityIndex, partner: string | undefined, environment: Environment): Change[] {
  if (!environment.rules.classic) return [...existing.values()].flatMap((event) => 'spaces' in event && event.spaces.leased > 0 ? [] : tombstone(event, environment.now))
  return PLANS.flatMap((plan): Change[] => {
    const path = eventPath(plan.id)
    const current = existing.get(path)
    const event = current !== undefined && 'spaces' in current ? current : undefined
    if (event !== undefined && !needsRenewal(event, plan, environment.now)) return []
    const made = makeEvent(plan, event, environment)
    const historic = plan.day < 0 && partner !== undefined ? historicOrder(made, partner, environment) : []
    return [{ kind: 'opportunity', id: path, record: made, feed: made.feed }, ...historic]
  })
}

/** @returns whether an event can not be booked by any of its offers any more, or not be what it is for. */
function needsRenewal (event: Opportunity, { renewedBefore, booked }: Plan, now: Date): boolean {
  if (renewedBefore === undefined) return false
  if (new Date(event.start ?? '') <= addDays(now, renewedBefore)) return true
  // Spaces that are held stay so: where it is these alone, nothing would be won.
  const { spaces } = event
  if (booked === undefined ? remaining(spaces) <= 0 && spaces.booked > 0 : spaces.booked !== booked) return true
  return renewedBefore === 0 && event.offers.every((offer) => bookabilityProblem(event, offer, now) !== null)
}

function makeEvent (plan: Plan, former: Opportunity | undefined, { now, rules }: Pick<Environment, 'now' | 'rules'>): Opportunity {
  const [seller] = rules.sellers
  if (seller === undefined) throw new Error('There is no seller')
  const start = addHours(addDays(startOfDay(now), plan.day), plan.hour)
  // Who holds spaces now holds them at the new dates.
  const spaces: Spaces = { ...former?.spaces, maximum: SPACES, booked: plan.booked ?? 0, leased: former?.spaces.leased ?? 0 }
  const blueprint = { id: plan.id, seller, venue: VENUES[0], terms: FULL.terms, richness: rules.richness, online: false, isFree: rules.prices === 'free' }
  const [made] = makeEvents('Event', AEROBICS, blueprint, [{ id: plan.id, start, minutes: AEROBICS.minutes, spaces }])
  if (made === undefined) throw new Error('No event was made')
  return {
    ...made,
    path: eventPath(plan.id),
    // Later than any before, of one that was buried meanwhile, too.
    edition: Math.max(Math.floor(now.getTime() / 1000), (former?.edition ?? 0) + 1),
    offers: plan.offers.map((kind, index) => offerOf(plan.id, index + 1, kind, start, rules, made.offers[0])),
    details: { ...made.details, name: plan.name, description: AEROBICS.description }
  }
}

function offerOf (event: string, number: number, { name, description, terms }: OfferKind, start: Date, rules: Rules, like: Offer | undefined): Offer {
  const agreed = termsUnder(rules, terms)
  const { validFromBeforeStart, validThroughBeforeStart } = agreed
  const instant = (duration: string): string => isoInstant(before(isoInstant(start), duration))
  return {
    ...agreed,
    path: classicOfferPath(`${event}${number}`),
    name,
    currency: 'GBP',
    ...(validFromBeforeStart !== undefined && { validFrom: instant(validFromBeforeStart) }),
    ...(validThroughBeforeStart !== undefined && { validThrough: instant(validThroughBeforeStart) }),
    details: { ...like?.details, description }
  }
}

function historicOrder (event: Opportunity, partner: string, environment: Environment): Change[] {
  const [, offer] = event.offers
  if (offer === undefined) return []
  const classic = newClassicOrder({
    partner,
    uuid: HISTORIC_ORDER,
    event,
    offer,
    quantity: 1,
    broker: { type: 'Organization', name: 'MyFitnessApp', url: 'https://myfitnessapp.example.com' },
    customer: { type: 'Person', email: 'sam.sample@example.com', givenName: 'Sam', familyName: 'Sample' }
  }, { now: before(event.start ?? '', 'P3D'), rules: environment.rules })
  const { dueMinor, currency } = classic.totals
  return completeClassic(classic, [{ type: 'Payment', totalPaidToProvider: { type: 'MonetaryAmount', value: toPrice(dueMinor), currency } }], environment).changes
}
