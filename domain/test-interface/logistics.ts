import { addHours } from 'date-fns/addHours'
import equal from 'fast-deep-equal'
import type { ActionRequest } from '../../schemas/test-interface.ts'
import { announceOrder } from '../feeds/announce.ts'
import { isSameEdition } from '../leasing/spaces.ts'
import { BookingError, refuse } from '../protocol/errors.ts'
import { pathOf } from '../protocol/ids.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import { wrongId } from '../protocol/received.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OpportunityWithParent, Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import {
  type DeletedOrder, isCancelled, isDeleted, orderItems, type Order, orderKey
} from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { opportunityInOrder } from '../rendering/opportunity-in-order.ts'
import { describePlace } from '../sample/describe/describe-places.ts'
import { placeId } from '../sample/describe/nodes.ts'
import { pickInTurn } from '../sample/pick.ts'
import { nameOfAction } from './action-name.ts'

type LogisticsEnvironment = Pick<Environment, 'rules' | 'content' | 'base'>
type LogisticsAction = (current: OpportunityWithParent, environment: LogisticsEnvironment) => OpportunityWithParent

/** Prefix of a changed name; a second change removes it. */
const NEW = 'New: '

/** Replace details of the Opportunity; of a Slot, details of its FacilityUse. */
function rewrite ({ opportunity, group }: OpportunityWithParent, changed: JsonObject): OpportunityWithParent {
  if (group?.type === 'FacilityUse') {
    return { opportunity, group: { ...group, details: { ...group.details, ...changed } } }
  }
  return { opportunity: { ...opportunity, details: { ...opportunity.details, ...changed } }, ...(group && { group }) }
}

/** @returns a property of the Opportunity, or else of its superEvent or group. */
const inherited = ({ opportunity, group }: OpportunityWithParent, name: string): Json | undefined =>
  opportunity.details[name] ?? opportunity.superEvent?.details[name] ?? group?.details[name]

const rename = (name: unknown): string =>
  typeof name === 'string' && name.startsWith(NEW) ? name.slice(NEW.length) : `${NEW}${String(name)}`

const changeName: LogisticsAction = (current) => {
  const { opportunity: { unit }, group } = current
  if (group?.units === undefined) return rewrite(current, { name: rename(inherited(current, 'name')) })
  const units = group.units.map((one) => one.path === unit
    ? { ...one, details: { ...one.details, name: rename(one.details['name']) } }
    : one)
  return { ...current, group: { ...group, units } }
}

const changeTime: LogisticsAction = ({ opportunity, ...rest }) => {
  const { start, end, type } = opportunity
  if (start === undefined || end === undefined) return refuse(`The type ${type} has no time to change.`)
  const hours = type === 'CourseInstance' ? 24 : 1
  const later = (instant: string): string => isoInstant(addHours(new Date(instant), hours))
  return { ...rest, opportunity: { ...opportunity, start: later(start), end: later(end) } }
}

const changeLocation: LogisticsAction = (current, { rules, content }) => {
  const location = inherited(current, 'location')
  if (location === undefined) return refuse('The opportunity takes place online only: it has no location to change.')
  const at = content.venues.findIndex(({ slug }) => isWithin(location, placeId(slug)))
  const { richness } = rules
  const setting = { seller: requireSeller(rules, current.opportunity.seller), richness, content }
  return rewrite(current, { location: describePlace(pickInTurn(content.venues, at + 1), setting) })
}

const MEETING_POINTS = ['The main entrance', 'The noticeboard behind the building'] as const

const changeMeetingPoint: LogisticsAction = (current) => {
  const { opportunity: { type } } = current
  if (type === 'Slot' || inherited(current, 'location') === undefined) {
    return refuse('Only an event at a location has a meeting point to change.')
  }
  const [usual, other] = MEETING_POINTS
  return rewrite(current, { meetingPoint: inherited(current, 'meetingPoint') === usual ? other : usual })
}

/** @returns whether a Place is the one with an `@id`, or contained in it. */
function isWithin (place: Json | undefined, id: string): boolean {
  if (typeof place !== 'object' || Array.isArray(place)) return false
  const { '@id': own, containedInPlace } = place as JsonObject
  return own === id || isWithin(containedInPlace, id)
}

export const LOGISTICS_ACTIONS: Readonly<Record<string, LogisticsAction>> = {
  ChangeOfLogisticsNameSimulateAction: changeName,
  ChangeOfLogisticsTimeSimulateAction: changeTime,
  ChangeOfLogisticsLocationSimulateAction: changeLocation,
  ChangeOfLogisticsMeetingPointSimulateAction: changeMeetingPoint
}

/** @returns whether an action changes the logistics of an Opportunity. */
export const isLogisticsAction = (request: ActionRequest): boolean =>
  Object.hasOwn(LOGISTICS_ACTIONS, nameOfAction(request))

/** @returns the path of the Opportunity that an action names; an empty path for a foreign IRI. */
export const opportunityOfAction = ({ object }: ActionRequest, base: string): string =>
  pathOf(base, object['@id']) ?? ''

/**
 * Change name, time, place or meeting point of an Opportunity.
 * @param request - the action
 * @param current - the Opportunity with its group, undefined for an unknown one
 * @param environment - rules and content
 * @returns the changed record: the Opportunity, or its group
 * @throws {BookingError} NotFoundError for an unknown Opportunity
 * @throws {BookingError} OpenBookingError for an Opportunity without the property to change
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function changeLogistics (
  request: ActionRequest, current: OpportunityWithParent | undefined, environment: LogisticsEnvironment
): Opportunity | OpportunityGroup {
  if (current === undefined) {
    throw new BookingError('NotFoundError',
      wrongId('object must have the @id of an opportunity that exists', request.object['@id'], environment.base))
  }
  const { opportunity, group } = LOGISTICS_ACTIONS[nameOfAction(request)]?.(current, environment) ?? current
  return group === undefined || group === current.group ? opportunity : group
}

/**
 * Store a changed Opportunity or group, in its feed and in the orders that contain it. Announce the orders in the
 * orders feed if `logisticsUpdates` is on.
 * @param record - the Opportunity or group
 * @param orders - at least all orders that contain it
 * @param rules - whether `logisticsUpdates` is on
 */
export function publishLogistics (
  record: Opportunity | OpportunityGroup, orders: ReadonlyArray<Order | DeletedOrder>, rules: Rules
): Change[] {
  return [
    { kind: 'opportunity', id: record.path, record, feed: record.feed },
    ...orders.flatMap((order) => isDeleted(order) ? [] : updateOrder(order, record, rules))
  ]
}

/** Update an order if its documents show the changed record. */
function updateOrder (order: Order, record: Opportunity | OpportunityGroup, { logisticsUpdates }: Rules): Change[] {
  const before = orderItems(order)
  const items = before.map(({ item: { orderedItem, offer, taxes }, state }) => {
    const changed = isCancelled(state) ? orderedItem : replaceIn(orderedItem, record)
    return isShownIn(orderedItem, changed) ? { ...state, purchase: { orderedItem: changed, offer, taxes } } : state
  })
  if (items.every((state, index) => state === before[index]?.state)) return []
  const updated = { ...order, items }
  return [logisticsUpdates
    ? announceOrder(updated)
    : { kind: 'order', id: orderKey(order.partner, order.uuid), record: updated }]
}

/** Replace an Opportunity or its group, if the record is a newer version of it. */
function replaceIn (current: OpportunityWithParent, record: Opportunity | OpportunityGroup): OpportunityWithParent {
  const { opportunity, group } = current
  if (opportunity.path !== record.path && group?.path !== record.path) return current
  if (!('spaces' in record)) return { ...current, group: record }
  return isSameEdition(opportunity, record) ? { ...current, opportunity: record } : current
}

/** @returns whether a change shows in the documents of an order; another unit of the same facility does not. */
function isShownIn (before: OpportunityWithParent, after: OpportunityWithParent): boolean {
  return before !== after && !equal(opportunityInOrder(before, 0, ''), opportunityInOrder(after, 0, ''))
}
