import { addHours } from 'date-fns/addHours'
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

/** Paths of the legacy events. */
export const CLASSIC_EVENTS: readonly string[] = PLANS.map(({ id }) => eventPath(id))

/** Id of the historic order, made at the first start for the past event. */
const HISTORIC_ORDER = 'f1a9c4d2-3b57-4e68-9a0c-7d2e8b461f35'

/**
 * Make or renew the legacy events at each start of the simulator.
 * Renew an event that has passed, is full, or no longer meets its condition: it gets new dates and free spaces.
 * Orders keep the edition that they booked. With the events switched off, remove all without leased spaces.
 * @param existing - stored legacy events
 * @param partner - booking partner of the historic order, undefined for no such order
 * @param environment - current instant, rules, content and ids
 */
export function startClassic (
  existing: OpportunityIndex, partner: string | undefined, environment: Environment
): Change[] {
  if (!environment.rules.classic) return removeUnleased(existing, environment.now)
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

function removeUnleased (existing: OpportunityIndex, now: Date): Change[] {
  const events = [...existing.values()].filter((event) => !('spaces' in event) || event.spaces.leased === 0)
  return events.map((event) => tombstone(event, now))
}

/** @returns whether an event is no longer bookable, or no longer meets its condition. */
function needsRenewal (event: Opportunity, { renewedBefore, booked }: Plan, now: Date): boolean {
  if (renewedBefore === undefined) return false
  if (new Date(event.start ?? '') <= addDays(now, renewedBefore)) return true
  // A renewal keeps leased spaces, so it frees none of an event without booked ones.
  const { spaces } = event
  if (booked === undefined ? remaining(spaces) <= 0 && spaces.booked > 0 : spaces.booked !== booked) return true
  // Whether the seller is closed does not matter: another date would not open it.
  const present = { now, rules: { sellers: [] } }
  return renewedBefore === 0 &&
    event.offers.every((offer) => bookabilityProblem({ opportunity: event, offer }, present) !== null)
}

function makeEvent (plan: Plan, former: Opportunity | undefined, environment: Environment): Opportunity {
  const { now, rules, content } = environment
  const [seller] = rules.sellers
  if (seller === undefined) throw new Error('There is no seller')
  const start = addHours(addDays(startOfDay(now), plan.day), plan.hour)
  // Leases move to the new dates.
  const leased = former?.spaces.leased ?? 0
  const spaces: Spaces = { ...former?.spaces, maximum: SPACES, booked: plan.booked ?? 0, leased }
  const blueprint = {
    id: plan.id,
    seller,
    venue: content.venues[0],
    content,
    terms: termsUnder(rules, FULL.terms),
    richness: rules.richness,
    online: false,
    isFree: rules.prices === 'free'
  }
  const occurrence = { id: plan.id, start, minutes: content.aerobics.minutes, spaces }
  const [made] = makeEvents('Event', content.aerobics, blueprint, [occurrence])
  if (made === undefined) throw new Error('No event was made')
  const offerContext = { start, rules, like: made.offers[0] }
  return {
    ...made,
    path: eventPath(plan.id),
    // Greater than every former edition, even after a removal in between.
    edition: Math.max(Math.floor(now.getTime() / 1000), (former?.edition ?? 0) + 1),
    offers: plan.offers.map((kind, index) => makeOffer(`${plan.id}${index + 1}`, kind, offerContext)),
    details: { ...made.details, name: plan.name, description: content.aerobics.description }
  }
}

interface OfferContext { readonly start: Date, readonly rules: Rules, readonly like: Offer | undefined }

function makeOffer (
  id: string, { name, description, terms }: OfferKind, { start, rules, like }: OfferContext
): Offer {
  const agreed = termsUnder(rules, terms)
  const { validFromBeforeStart, validThroughBeforeStart } = agreed
  const instant = (duration: string): string => isoInstant(before(isoInstant(start), duration))
  return {
    ...agreed,
    path: classicOfferPath(id),
    name,
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
  const totalPaidToProvider = { type: 'MonetaryAmount' as const, value: toPrice(dueMinor), currency }
  return completeClassic(classic, [{ type: 'Payment', totalPaidToProvider }], environment).changes
}
