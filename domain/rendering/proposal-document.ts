import { remaining } from '../leasing/capacity.ts'
import { oa, orderItemPath, proposalPath, versionPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityIndex } from '../records/opportunity.ts'
import { currentItems, proposalItems, paymentOfProposal, type Proposal } from '../records/order-proposal.ts'
import type { PlacedItem } from '../records/order.ts'
import { requireSeller } from '../records/seller.ts'
import { detailsAskedFor } from './details-document.ts'
import { offerDocument } from './offer-document.ts'
import { orderDocument, type Rendering } from './order-document.ts'
import { itemDocument } from './order-item-document.ts'
import { taxDocument, totalsProperties } from './totals-document.ts'

/** Renders an OrderProposal as P answered it, at every repeat the same. */
export function proposalDocument (proposal: Proposal, rendering: Rendering): JsonObject {
  const { uuid, placed, firstVersion, sellerNote: _, ...rest } = proposal
  const items = placed.items.map((item) => proposedItem(uuid, item, rendering.base))
  return document({ ...rest, uuid, placed, firstVersion, version: firstVersion, status: 'AwaitingSellerConfirmation', totals: placed.totals }, items, rendering)
}

/**
 * Renders an OrderProposal as it stands, for Order Status.
 * @param records - the Opportunities as they are now
 */
export function proposalStatusDocument (proposal: Proposal, records: OpportunityIndex, rendering: Rendering): JsonObject {
  const items = currentItems(proposal, records).map((item) => proposedItem(proposal.uuid, item, rendering.base))
  return document(proposal, items, rendering)
}

function document (proposal: Proposal, items: readonly JsonObject[], rendering: Rendering): JsonObject {
  const { uuid, seller, placed: { brokerRole, broker, customer }, totals } = proposal
  const payment = paymentOfProposal(proposal)
  return orderDocument({
    '@type': 'OrderProposal', path: proposalPath(uuid), brokerRole, broker, customer, payment, seller: requireSeller(rendering.rules, seller), items, totals
  }, { identifier: uuid, ...stateOf(proposal, rendering.base) }, rendering)
}

function stateOf ({ uuid, version, status, sellerNote }: Proposal, base: string): JsonObject {
  return {
    orderProposalVersion: `${base}/${versionPath(uuid, version)}`,
    orderProposalStatus: oa(status),
    ...(sellerNote && { orderSellerNote: sellerNote })
  }
}

function proposedItem (uuid: string, { id, position, offer, listing, taxes, attendee, intakeFormResponse: responses }: PlacedItem, base: string): JsonObject {
  const free = remaining(listing.opportunity.spaces)
  return itemDocument({ id: `${base}/${orderItemPath(uuid, id)}`, position, offer, listing, free, taxes, attendee, responses }, base)
}

/**
 * Renders an OrderProposal as the feed of order proposals shows it: what can change after P, and of the customer the answers to intake forms alone.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orders-rpde-feed}
 */
export function proposalInFeed (proposal: Proposal, rendering: Rendering): JsonObject {
  return {
    '@context': oa(''),
    '@type': 'OrderProposal',
    '@id': `${rendering.base}/${proposalPath(proposal.uuid)}`,
    identifier: proposal.uuid,
    ...stateOf(proposal, rendering.base),
    orderedItem: proposalItems(proposal).map((item) => itemInFeed(proposal.uuid, item, rendering.base)),
    ...totalsProperties(proposal.totals, rendering.rules)
  }
}

/** Unlike that of an Order, it says on which terms: they may be amended. */
function itemInFeed (uuid: string, { id, offer, listing, taxes, intakeFormResponse: responses }: PlacedItem, base: string): JsonObject {
  const { orderItemIntakeForm } = detailsAskedFor(offer, base)
  return {
    '@type': 'OrderItem',
    '@id': `${base}/${orderItemPath(uuid, id)}`,
    acceptedOffer: offerDocument(offer, base),
    orderedItem: `${base}/${listing.opportunity.path}`,
    ...(taxes.length > 0 && { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, offer.currency)) }),
    ...(orderItemIntakeForm !== undefined && { orderItemIntakeForm }),
    ...(responses && responses.length > 0 && { orderItemIntakeFormResponse: responses })
  }
}
