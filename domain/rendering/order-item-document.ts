import type { ItemError } from '../protocol/errors.ts'
import { iriOf, oa, type Reference } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Offer, OpportunityWithParent } from '../records/opportunity.ts'
import type { Access, ItemState, Tax } from '../records/order.ts'
import { accessProperties } from './access.ts'
import { detailsAskedFor } from './details-document.ts'
import { acceptedOfferProperty } from './offer-document.ts'
import { opportunityInOrder } from './opportunity-in-order.ts'
import { taxDocument } from './totals-document.ts'

/** Parts of an OrderItem before or after B. An unknown Offer or Opportunity is repeated as the request names it. */
export interface ItemParts {
  /** The `@id`; before P an item has none. */
  readonly iri?: string
  readonly position?: number | undefined
  readonly offer: Offer | Reference
  /** The Offer that has asked for details, where a replacement has another one. */
  readonly asking?: Offer | undefined
  readonly orderedItem: OpportunityWithParent | Reference
  /** Spaces that the order may still book (count). */
  readonly free: number
  readonly taxes: readonly Tax[]
  readonly attendee?: JsonObject | undefined
  readonly intakeFormResponse?: readonly JsonObject[] | undefined
  readonly state?: ItemState
  readonly access?: Access
  readonly reference?: string | undefined
  readonly errors?: readonly ItemError[]
}

/**
 * Render an OrderItem.
 * @param parts - its parts
 * @param base - base URL
 * @returns the OrderItem document
 */
export function itemDocument (parts: ItemParts, base: string): JsonObject {
  const { offer, intakeFormResponse = [], errors = [] } = parts
  const offerIri = isOffer(offer) ? undefined : iriOf(offer)
  const orderedItem = isOpportunity(parts.orderedItem)
    ? opportunityInOrder(parts.orderedItem, parts.free, base)
    : iriOf(parts.orderedItem)
  return {
    '@type': 'OrderItem',
    ...(parts.iri !== undefined && { '@id': parts.iri }),
    ...(parts.position !== undefined && { position: parts.position }),
    ...(isOffer(offer) && acceptedOfferProperty(offer, base)),
    ...(offerIri !== undefined && { acceptedOffer: offerIri }),
    ...(orderedItem !== undefined && { orderedItem }),
    ...(parts.state && stateProperties(parts.state)),
    ...(parts.access && accessProperties(parts.access, base)),
    ...referenceProperty(parts.reference),
    ...(isOffer(offer) && { ...unitTaxes(parts.taxes, offer), ...detailsAskedFor(parts.asking ?? offer, base) }),
    ...(parts.attendee && { attendee: parts.attendee }),
    ...(intakeFormResponse.length > 0 && { orderItemIntakeFormResponse: intakeFormResponse }),
    ...(errors.length > 0 && { error: errors })
  }
}

/**
 * Render the state of an OrderItem as properties of it.
 * @param state - its state
 * @returns the status and the messages of the seller
 */
export function stateProperties ({ status, cancellationMessage, customerNotice }: ItemState): JsonObject {
  return {
    orderItemStatus: oa(status),
    ...(cancellationMessage !== undefined && { cancellationMessage }),
    ...(customerNotice !== undefined && { customerNotice })
  }
}

/**
 * Render a reference for the reconciliation of payments as a property of an OrderItem.
 * @param reference - the reference, undefined without one
 * @returns `additionalProperty`, or nothing
 * @see Open Booking API, "Payment reconciliation identifiers"
 */
export function referenceProperty (reference: string | undefined): JsonObject {
  if (reference === undefined) return {}
  return { additionalProperty: [{ '@type': 'PropertyValue', name: 'Ledger reference', value: reference }] }
}

/**
 * Render the taxes of one OrderItem as properties of it.
 * @param taxes - its taxes
 * @param offer - its accepted Offer
 * @returns `unitTaxSpecification`, or nothing without taxes
 */
export function unitTaxes (taxes: readonly Tax[], { currency }: Offer): JsonObject {
  return taxes.length === 0 ? {} : { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, currency)) }
}

function isOffer (offer: Offer | Reference): offer is Offer {
  return typeof offer === 'object' && 'priceMinor' in offer
}

function isOpportunity (orderedItem: OpportunityWithParent | Reference): orderedItem is OpportunityWithParent {
  return typeof orderedItem === 'object' && 'opportunity' in orderedItem
}
