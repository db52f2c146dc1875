import { addHours } from 'date-fns'
import { VENUES } from '../../data/sample/catalogue.ts'
import type { ActionRequest } from '../../schemas/test-interface.ts'
import { announceOrder } from '../feeds/announce.ts'
import { isSameEdition } from '../leasing/spaces.ts'
import { BookingError, refuse } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityWithParent, Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import { type DeletedOrder, isCancelled, isDeleted, orderItems, type Order, orderKey } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { opportunityInOrder } from '../rendering/opportunity-in-order.ts'
import { describePlace } from '../sample/describe/describe-places.ts'
import { placeId } from '../sample/describe/nodes.ts'
import { nameOfAction } from './order-actions.ts'

type LogisticsAction = (listing: OpportunityWithParent, rules: Rules) => OpportunityWithParent

/** What precedes a changed name, and goes when it is changed once more. */
const NEW = 'New: '

/** Changes what is said of the Opportunity itself, of a Slot what is said of the facility that it is a slot of. */
function rewrite ({ opportunity, group }: OpportunityWithParent, change: (details: JsonObject) => JsonObject): OpportunityWithParent {
  if (group?.type !== 'FacilityUse') return { opportunity: { ...opportunity, details: { ...opportunity.details, ...change(opportunity.details) } }, ...(group && { group }) }
  return { opportunity, group: { ...group, details: { ...group.details, ...change(group.details) } } }
}

const changeName: LogisticsAction = (listing) => {
  const { opportunity: { details, superEvent, unit }, group } = listing
  const renamed = (name: unknown): string => typeof name === 'string' && name.startsWith(NEW) ? name.slice(NEW.length) : `${NEW}${String(name)}`
  if (group?.units === undefined) return rewrite(listing, () => ({ name: renamed(details['name'] ?? superEvent?.details['name'] ?? group?.details['name']) }))
  const units = group.units.map((one) => one.path === unit ? { ...one, details: { ...one.details, name: renamed(one.details['name']) } } : one)
  return { ...listing, group: { ...group, units } }
}

const changeTime: LogisticsAction = ({ opportunity, ...rest }) => {
  const { start, end, type } = opportunity
  if (start === undefined || end === undefined) return refuse('This has no time that could change.')
  const later = (instant: string): string => isoInstant(addHours(new Date(instant), type === 'CourseInstance' ? 24 : 1))
  return { ...rest, opportunity: { ...opportunity, start: later(start), end: later(end) } }
}

const changeLocation: LogisticsAction = (listing, rules) => {
  const { opportunity, group } = listing
  const location = opportunity.details['location'] ?? opportunity.superEvent?.details['location'] ?? group?.details['location']
  if (location === undefined) return refuse('This takes place nowhere that could change.')
  const at = VENUES.findIndex(({ slug }) => JSON.stringify(location).includes(`"${placeId(slug)}"`))
  const venue = VENUES[(at + 1) % VENUES.length] ?? VENUES[0]
  return rewrite(listing, () => ({ location: describePlace(venue, { seller: requireSeller(rules, opportunity.seller), richness: rules.richness }) }))
}

const ACTIONS: Readonly<Record<string, LogisticsAction>> = {
  ChangeOfLogisticsNameSimulateAction: changeName,
  ChangeOfLogisticsTimeSimulateAction: changeTime,
  ChangeOfLogisticsLocationSimulateAction: changeLocation
}

/** @returns whether an action is about an Opportunity. */
export const isLogisticsAction = (request: ActionRequest): boolean => Object.hasOwn(ACTIONS, nameOfAction(request))

/** @returns the path of the Opportunity that an action is about; what is none is not found. */
export const opportunityOfAction = ({ object }: ActionRequest, base: string): string => pathOf(base, object['@id']) ?? ''

/**
 * Changes name, time or place of an Opportunity, in its feed and in the orders that hold it. The orders feed tells of it where that is switched on.
 * @param listing - the Opportunity and its group, undefined if there is none
 * @param orders - all orders of its seller
 * @throws NotFoundError, OpenBookingError if it has nothing of the kind
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function changeLogistics (
  request: ActionRequest, listing: OpportunityWithParent | undefined, orders: ReadonlyArray<Order | DeletedOrder>, { rules }: Pick<Environment, 'rules'>
): Change[] {
  if (listing === undefined) throw new BookingError('NotFoundError', 'There is no such opportunity.')
  const changed = ACTIONS[nameOfAction(request)]?.(listing, rules) ?? listing
  const record: Opportunity | OpportunityGroup = changed.group === undefined || changed.group === listing.group ? changed.opportunity : changed.group
  return [
    { kind: 'opportunity', id: record.path, record, feed: record.feed },
    ...orders.flatMap((order) => isDeleted(order) ? [] : follow(order, record, rules))
  ]
}

/** An order whose items are about what has changed. */
function follow (order: Order, record: Opportunity | OpportunityGroup, { logisticsUpdates }: Rules): Change[] {
  const before = orderItems(order)
  const items = before.map(({ item: { listing, offer, taxes }, state }) => {
    const { opportunity, group } = listing
    if (isCancelled(state)) return state
    if (opportunity.path !== record.path && group?.path !== record.path) return state
    if ('spaces' in record && !isSameEdition(opportunity, record)) return state
    const changed: OpportunityWithParent = 'spaces' in record ? { ...listing, opportunity: record } : { ...listing, group: record }
    return isSeenIn(listing, changed) ? { ...state, purchase: { listing: changed, offer, taxes } } : state
  })
  if (items.every((state, index) => state === before[index]?.state)) return []
  return [logisticsUpdates ? announceOrder({ ...order, items }) : { kind: 'order', id: orderKey(order.partner, order.uuid), record: { ...order, items } }]
}

/** @returns whether an order with one listing would show it otherwise than with another: units of a facility have names of their own. */
function isSeenIn (before: OpportunityWithParent, after: OpportunityWithParent): boolean {
  return JSON.stringify(opportunityInOrder(before, 0, '')) !== JSON.stringify(opportunityInOrder(after, 0, ''))
}
