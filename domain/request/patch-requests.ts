import { itemPatch, orderPatch, proposalPatch } from '../../schemas/requests/order-patch.ts'
import type { NodeSchema } from '../../schemas/requests/values.ts'
import { BookingError } from '../protocol/errors.ts'
import { type Body, isNode } from './node.ts'
import { readBody, requireType } from './order-body.ts'
import type { Problem } from './problem.ts'
import { createReader } from './reader.ts'

/** An item of a cancellation. */
export interface ItemPatch {
  readonly '@id'?: string | Problem
  /** CustomerCancelled, or a problem. */
  readonly orderItemStatus?: string | Problem
}

/** A cancellation. */
export interface OrderPatch { readonly orderedItem: readonly ItemPatch[] }

/** An update of an OrderProposal. */
export interface ProposalPatch {
  /** CustomerRejected, or a problem. */
  readonly orderProposalStatus?: string | Problem
  readonly orderCustomerNote?: string
}

const readOrderBody = createReader(orderPatch)
const readProposalBody = createReader(proposalPatch)

/**
 * Read a cancellation.
 * @param body - any JSON object
 * @returns the cancellation
 * @throws {UnexpectedOrderTypeError} if the body is no Order
 * @throws {PatchContainsExcessivePropertiesError} if the body or an item has an excess property
 * @throws {OpenBookingError} if there are no items, or an item is no OrderItem
 */
export function readOrderPatch (body: Body): OrderPatch {
  requireType(body, 'Order')
  requireNoExcess(body, orderPatch)
  const items = body['orderedItem']
  for (const item of Array.isArray(items) ? items as unknown[] : []) if (isNode(item)) requireNoExcess(item, itemPatch)
  return readBody<OrderPatch>(body, readOrderBody)
}

/**
 * Read an update of an OrderProposal.
 * @param body - any JSON object
 * @returns the update
 * @throws {UnexpectedOrderTypeError} if the body is no OrderProposal
 * @throws {PatchContainsExcessivePropertiesError} if the body has an excess property
 * @throws {OpenBookingError} if the note is not text
 */
export function readProposalPatch (body: Body): ProposalPatch {
  requireType(body, 'OrderProposal')
  requireNoExcess(body, proposalPatch)
  return readBody<ProposalPatch>(body, readProposalBody)
}

/**
 * Require that a PATCH has no property beyond the permitted ones. A property with a prefix is an extension and
 * may stay.
 */
function requireNoExcess (node: Body, { properties = {} }: Exclude<NodeSchema, boolean>): void {
  const excess = Object.keys(node).find((name) => !Object.hasOwn(properties, name) && !/^[a-z][\w-]*:/i.test(name))
  if (excess === undefined) return
  const subject = /^[\w@:.-]{1,100}$/.test(excess) ? `The property "${excess}"` : 'One of the properties'
  throw new BookingError('PatchContainsExcessivePropertiesError',
    `${subject} cannot be part of this update. Send only ${Object.keys(properties).join(', ')}.`)
}
