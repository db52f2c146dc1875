import { remaining } from '../leasing/capacity.ts'
import { oa, orderItemPath, proposalPath, versionPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import {
  currentItems, firstEnd, isOpen, paymentOfProposal, type Proposal, proposalItems
} from '../records/order-proposal.ts'
import type { PlacedItem } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { detailsAskedFor } from './details-document.ts'
import { acceptedOfferProperty } from './offer-document.ts'
import { orderDocument, type Rendering } from './order-document.ts'
import { itemDocument, unitTaxes } from './order-item-document.ts'
import { totalsProperties } from './totals-document.ts'

/**
 * Render an OrderProposal as P answers it, equal at every repeat.
 * @param proposal - the OrderProposal
 * @param rendering - base URL and rules
 * @returns the OrderProposal document
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function proposalDocument (proposal: Proposal, rendering: Rendering): JsonObject {
  const { sellerNote: _, ...placed } = proposal
  const { items, totals } = proposal.placed
  const first: Proposal = { ...placed, version: proposal.firstVersion, status: 'AwaitingSellerConfirmation', totals }
  return proposalWithItems(first, items, rendering)
}

/**
 * Render an OrderProposal as Order Status answers it.
 * @param proposal - the OrderProposal
 * @param records - current Opportunities
 * @param rendering - base URL and rules
 * @returns the OrderProposal document
 * @throws {SellerNotFoundError} if the Seller no longer exists
 */
export function proposalStatusDocument (
  proposal: Proposal, records: OpportunityIndex, rendering: Rendering
): JsonObject {
  return proposalWithItems(proposal, currentItems(proposal, records), rendering)
}

function proposalWithItems (proposal: Proposal, items: readonly PlacedItem[], rendering: Rendering): JsonObject {
  const { uuid, placed } = proposal
  const { base, rules } = rendering
  return orderDocument({
    '@type': 'OrderProposal',
    path: proposalPath(uuid),
    brokerRole: placed.brokerRole,
    broker: placed.broker,
    customer: placed.customer,
    payment: paymentOfProposal(proposal),
    seller: requireSeller(rules, proposal.seller),
    items: items.map((item) => proposedItem(uuid, item, base)),
    totals: proposal.totals
  }, {
    identifier: uuid,
    ...(placed.orderNumber !== undefined && { orderNumber: placed.orderNumber }),
    ...stateProperties(proposal, base),
    ...leaseProperty(proposal, items)
  }, rendering)
}

/**
 * Render the lease of an OrderProposal: it lasts while the OrderProposal is open, which ends with the first of its
 * Opportunities.
 */
function leaseProperty (proposal: Proposal, items: readonly PlacedItem[]): JsonObject {
  const leaseExpires = proposal.unreserved || !isOpen(proposal) ? undefined : firstEnd(items)
  return leaseExpires === undefined ? {} : { lease: { '@type': 'Lease', leaseExpires } }
}

function stateProperties ({ uuid, version, status, sellerNote }: Proposal, base: string): JsonObject {
  return {
    orderProposalVersion: `${base}/${versionPath(uuid, version)}`,
    orderProposalStatus: oa(status),
    ...(sellerNote && { orderSellerNote: sellerNote })
  }
}

function proposedItem (uuid: string, item: PlacedItem, base: string): JsonObject {
  const free = remaining(item.orderedItem.opportunity.spaces)
  return itemDocument({ ...item, iri: `${base}/${orderItemPath(uuid, item.id)}`, free }, base)
}

/**
 * Render an OrderProposal in the feed of order proposals: the properties that can change after P, without data of the
 * customer except intake form responses.
 * @param proposal - the OrderProposal
 * @param rendering - base URL and rules
 * @returns the OrderProposal document
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orders-rpde-feed}
 */
export function proposalInFeed (proposal: Proposal, rendering: Rendering): JsonObject {
  return {
    '@context': oa(''),
    '@type': 'OrderProposal',
    '@id': `${rendering.base}/${proposalPath(proposal.uuid)}`,
    identifier: proposal.uuid,
    ...stateProperties(proposal, rendering.base),
    orderedItem: proposalItems(proposal).map((item) => itemInFeed(proposal.uuid, item, rendering.base)),
    ...totalsProperties(proposal.totals, rendering.rules)
  }
}

function itemInFeed (uuid: string, item: PlacedItem, base: string): JsonObject {
  const { offer, orderedItem, intakeFormResponse = [] } = item
  const { orderItemIntakeForm } = detailsAskedFor(offer, base)
  return {
    '@type': 'OrderItem',
    '@id': `${base}/${orderItemPath(uuid, item.id)}`,
    ...acceptedOfferProperty(offer, base),
    orderedItem: `${base}/${orderedItem.opportunity.path}`,
    ...unitTaxes(item.taxes, offer),
    ...(orderItemIntakeForm !== undefined && { orderItemIntakeForm }),
    ...(intakeFormResponse.length > 0 && { orderItemIntakeFormResponse: intakeFormResponse })
  }
}
