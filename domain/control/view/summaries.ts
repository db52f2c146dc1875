import { remaining } from '../../leasing/capacity.ts'
import { toPrice } from '../../pricing/money.ts'
import { orderItemPath } from '../../protocol/ids.ts'
import type { Lease } from '../../records/lease.ts'
import type { Offer, Opportunity, OpportunityGroup } from '../../records/opportunity.ts'
import { type Proposal, proposalItems } from '../../records/order-proposal.ts'
import { type Order, orderItems, type PlacedItem } from '../../records/order.ts'

/** Summarise an Order for a tester, without data of the customer. */
export function orderSummary (order: Order, base: string) {
  const { uuid, partner, seller, booked, totals, customerNote } = order
  return {
    uuid,
    partner,
    seller: `${base}/${seller}`,
    orderNumber: booked.orderNumber,
    ...totalOf(totals),
    ...(customerNote !== undefined && { customerNote }),
    items: orderItems(order).map(({ item, state }) => ({
      ...itemSummary(uuid, item, base),
      status: state.status,
      ...(state.cancellationMessage !== undefined && { cancellationMessage: state.cancellationMessage }),
      ...(state.customerNotice !== undefined && { customerNotice: state.customerNotice }),
      accessCode: item.access.code
    }))
  }
}

/** Summarise an OrderProposal for a tester, without data of the customer. */
export function proposalSummary (proposal: Proposal, base: string) {
  const { uuid, partner, seller, status, version, totals, sellerNote, customerNote, expires, answers } = proposal
  return {
    uuid,
    partner,
    seller: `${base}/${seller}`,
    status,
    version,
    ...totalOf(totals),
    ...(sellerNote !== undefined && { sellerNote }),
    ...(customerNote !== undefined && { customerNote }),
    ...(answers !== undefined && { answers }),
    ...(expires !== undefined && { expires }),
    items: proposalItems(proposal).map((item) => itemSummary(uuid, item, base))
  }
}

/** @returns the amount due with the taxes that it contains; an order without tax calculation has none */
const totalOf = ({ dueMinor, currency, taxes }: Order['totals']) => ({
  total: toPrice(dueMinor),
  currency,
  ...(taxes.length > 0 && { taxes: taxes.map(({ name, amountMinor }) => ({ name, amount: toPrice(amountMinor) })) })
})

function itemSummary (uuid: string, { id, position, spaces, offer, orderedItem }: PlacedItem, base: string) {
  const { opportunity, group } = orderedItem
  const name = nameOf(opportunity) ?? (group && nameOf(group))
  return {
    id: `${base}/${orderItemPath(uuid, id)}`,
    position,
    spaces,
    opportunity: `${base}/${opportunity.path}`,
    ...(name !== undefined && { name }),
    ...(opportunity.start !== undefined && { start: opportunity.start }),
    offer: `${base}/${offer.path}`,
    price: toPrice(offer.priceMinor)
  }
}

/** Summarise a lease. An order proposal without leasing has a record that holds no spaces. */
export function leaseSummary ({ uuid, partner, seller, expires, spaces, unreserved }: Lease, base: string) {
  return {
    uuid,
    partner,
    seller: `${base}/${seller}`,
    ...(expires !== undefined && { expires }),
    holds: unreserved !== true,
    spaces: Object.entries(spaces).map(([path, count]) => ({ opportunity: `${base}/${path}`, count }))
  }
}

/** @returns the name of an Opportunity or group; a part of a HeadlineEvent or CourseInstance has that of the whole */
function nameOf (record: Opportunity | OpportunityGroup): string | undefined {
  const name = record.details['name'] ?? ('superEvent' in record ? record.superEvent?.details['name'] : undefined)
  return typeof name === 'string' ? name : undefined
}

/** Summarise an Opportunity, or a SessionSeries or FacilityUse. */
export function opportunitySummary (record: Opportunity | OpportunityGroup, base: string) {
  const { path, type, seller, feed, dataset, offers } = record
  const name = nameOf(record)
  return {
    id: `${base}/${path}`,
    type,
    seller: `${base}/${seller}`,
    feed: `${base}/feeds/${feed}`,
    ...(name !== undefined && { name }),
    ...(dataset !== undefined && { dataset }),
    ...('spaces' in record && bookableSummary(record, base)),
    offers: offers.map((offer) => offerSummary(offer, base))
  }
}

function bookableSummary ({ group, start, end, eventStatus, spaces }: Opportunity, base: string) {
  const { maximum, booked, leased, proposed } = spaces
  return {
    ...(group !== undefined && { group: `${base}/${group}` }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(eventStatus !== undefined && { status: eventStatus }),
    spaces: {
      ...(maximum !== undefined && { maximum, remaining: remaining(spaces) }),
      booked,
      leased,
      ...(proposed !== undefined && { proposed })
    }
  }
}

function offerSummary (offer: Offer, base: string) {
  const { path, name, priceMinor, currency, flowRequirements, fullRefund, validFrom, validThrough } = offer
  const { validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart } = offer
  return {
    id: `${base}/${path}`,
    name,
    price: toPrice(priceMinor),
    currency,
    ...(flowRequirements !== undefined && { requires: flowRequirements }),
    ...(validFrom !== undefined && { validFrom }),
    ...(validThrough !== undefined && { validThrough }),
    ...(validFromBeforeStart !== undefined && { validFromBeforeStartDate: validFromBeforeStart }),
    ...(validThroughBeforeStart !== undefined && { validThroughBeforeStartDate: validThroughBeforeStart }),
    ...(latestCancellationBeforeStart !== undefined && {
      latestCancellationBeforeStartDate: latestCancellationBeforeStart
    }),
    allowCustomerCancellationFullRefund: fullRefund
  }
}
