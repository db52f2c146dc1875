import type { JSONSchema } from 'json-schema-to-ts'
import { orderPatch, proposalPatch } from '../../schemas/requests/order-patch.ts'
import {
  confirmationRequest, orderRequest, proposalRequest, quoteRequest, quoteTemplateRequest
} from '../../schemas/requests/order-request.ts'
import { broker, person } from '../../schemas/requests/parties.ts'
import {
  classicError, classicEvent, classicOffer, classicOrder, classicOrderList
} from '../../schemas/responses/classic.ts'
import { dataset } from '../../schemas/responses/dataset.ts'
import { itemError, openBookingError, problemDetails } from '../../schemas/responses/errors.ts'
import { offer, offerInFeed } from '../../schemas/responses/offer.ts'
import { feedOpportunity, opportunity } from '../../schemas/responses/opportunity.ts'
import {
  orderItem, orderItemInFeed, proposedItem, proposedItemInFeed, quotedItem, refusedItem, tax
} from '../../schemas/responses/order-item.ts'
import {
  order, orderProposal, orderQuote, refusedOrder, refusedOrderProposal, refusedOrderQuote
} from '../../schemas/responses/order.ts'
import { bookingService, seller } from '../../schemas/responses/parties.ts'
import {
  opportunitiesPage, orderInFeed, orderProposalInFeed, orderProposalsPage, ordersPage
} from '../../schemas/responses/rpde.ts'
import { actionRequest, opportunityRequest } from '../../schemas/test-interface.ts'

/** Schemas with a name of their own in the document. Another schema is written out where it is used. */
const NAMED: Readonly<Record<string, JSONSchema>> = {
  OrderQuoteTemplateRequest: quoteTemplateRequest,
  OrderQuoteRequest: quoteRequest,
  OrderProposalRequest: proposalRequest,
  OrderRequest: orderRequest,
  OrderConfirmation: confirmationRequest,
  OrderPatch: orderPatch,
  OrderProposalPatch: proposalPatch,
  OpportunityRequest: opportunityRequest,
  ActionRequest: actionRequest,
  OrderQuote: orderQuote,
  OrderProposal: orderProposal,
  Order: order,
  RefusedOrderQuote: refusedOrderQuote,
  RefusedOrderProposal: refusedOrderProposal,
  RefusedOrder: refusedOrder,
  QuotedItem: quotedItem,
  ProposedItem: proposedItem,
  OrderItem: orderItem,
  RefusedItem: refusedItem,
  OrderInFeed: orderInFeed,
  OrderItemInFeed: orderItemInFeed,
  OrderProposalInFeed: orderProposalInFeed,
  ProposedItemInFeed: proposedItemInFeed,
  OpportunitiesPage: opportunitiesPage,
  OrdersPage: ordersPage,
  OrderProposalsPage: orderProposalsPage,
  Opportunity: opportunity,
  FeedOpportunity: feedOpportunity,
  Offer: offer,
  OfferInFeed: offerInFeed,
  Seller: seller,
  BookingService: bookingService,
  Broker: broker,
  Person: person,
  TaxChargeSpecification: tax,
  Dataset: dataset,
  ItemError: itemError,
  OpenBookingError: openBookingError,
  ProblemDetails: problemDetails,
  ClassicEvent: classicEvent,
  ClassicOffer: classicOffer,
  ClassicOrder: classicOrder,
  ClassicOrderList: classicOrderList,
  ClassicError: classicError
}
const NAMES: ReadonlyMap<unknown, string> = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]))

/**
 * Replace the named schemas in a schema by references.
 * @param schema - a schema, or a part of one
 * @returns a copy that refers to the components of the document
 */
export function withReferences (schema: unknown): unknown {
  const name = NAMES.get(schema)
  return name === undefined ? written(schema) : { $ref: `#/components/schemas/${name}` }
}

function written (schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withReferences)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, withReferences(part)]))
}

/** @returns the named schemas, as the components of the document. */
export function namedSchemas (): Record<string, unknown> {
  return Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, written(schema)]))
}
