import { fromPrice } from '../pricing/money.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import { ClassicError, type ClassicErrorName } from './classic-errors.ts'
import { lastPart } from './legacy-json.ts'

/** A request for an order. */
export interface ClassicRequest {
  /** Last part of the id of the event. */
  readonly event: string
  /** Last part of the id of the offer. */
  readonly offer: string
  /** Spaces (count). */
  readonly quantity: number
  readonly broker: JsonObject
  readonly customer: JsonObject
}

/** A payment of an order. */
export interface Payment {
  readonly payments: readonly JsonObject[]
  /** Amount in minor units, undefined if it is not an amount of money. */
  readonly amountMinor: number | undefined
  readonly currency: string
}

/** An update of an order: a payment or a cancellation. */
export type ClassicUpdate = Payment | 'cancel'

/** Upper bound of the spaces of a request (count). */
const MOST = 1_000_000

/**
 * Read a request for an order.
 * @param body - request body
 * @returns event, offer, quantity and parties
 * @throws {ClassicError} not_json, no_data_supplied, incomplete_… or too_much_information
 */
export function readClassicOrder (body: unknown): ClassicRequest {
  const { orderedItem, acceptedOffer, customer, broker } = objectOf(body)
  const item = onlyOf(orderedItem, 'incomplete_event_details')
  const offer = onlyOf(acceptedOffer, 'incomplete_offer_details')
  return {
    event: idOf(item['orderedItem'], 'incomplete_event_details'),
    quantity: quantityOf(item['orderQuantity']),
    offer: idOf(offer, 'incomplete_offer_details'),
    customer: partyOf(customer, 'incomplete_customer_details'),
    broker: partyOf(broker, 'incomplete_broker_details')
  }
}

/**
 * Read an update of an order.
 * @param body - request body
 * @returns the payment or the cancellation
 * @throws {ClassicError} not_json, no_data_supplied, insufficient_information or too_much_information
 */
export function readClassicUpdate (body: unknown): ClassicUpdate {
  const { payments, orderedItem } = objectOf(body)
  if (payments != null && orderedItem != null) throw new ClassicError('too_much_information')
  if (payments == null) {
    // The content of its items does not matter.
    onlyOf(orderedItem, 'insufficient_information')
    return 'cancel'
  }
  const payment = onlyOf(payments, 'insufficient_information')
  const { value, currency } = nodeOf(payment['totalPaidToProvider']) ?? {}
  const amount = numberOf(value)
  if (amount === undefined || typeof currency !== 'string') throw new ClassicError('insufficient_information')
  return { payments: [pruneEmpty(payment)], amountMinor: fromPrice(amount), currency }
}

type Node = Readonly<Record<string, unknown>>

function objectOf (body: unknown): Node {
  if (body === undefined || body === null) throw new ClassicError('no_data_supplied')
  const node = nodeOf(body)
  if (node === undefined) throw new ClassicError('not_json')
  return node
}

function nodeOf (value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Node : undefined
}

/** @returns the only node of a list */
function onlyOf (list: unknown, problem: ClassicErrorName): Node {
  const [node, ...others] = Array.isArray(list) ? list as unknown[] : []
  if (others.length > 0) throw new ClassicError('too_much_information')
  const found = nodeOf(node)
  if (found === undefined) throw new ClassicError(problem)
  return found
}

function idOf (value: unknown, problem: ClassicErrorName): string {
  const id = nodeOf(value)?.['id']
  if (typeof id !== 'string' || lastPart(id) === '') throw new ClassicError(problem)
  return lastPart(id)
}

function quantityOf (value: unknown): number {
  const quantity = numberOf(value)
  if (quantity === undefined || !Number.isInteger(quantity) || quantity < 1) {
    throw new ClassicError('incomplete_event_details')
  }
  return Math.min(quantity, MOST)
}

/** @returns the value of a number or of a text that is a number */
function numberOf (value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const isNumeric = typeof value === 'string' && /^[0-9]{1,15}(?:\.[0-9]{1,10})?$/.test(value.trim())
  return isNumeric ? Number(value) : undefined
}

function partyOf (value: unknown, problem: ClassicErrorName): JsonObject {
  const party = pruneEmpty(nodeOf(value) ?? {})
  if (Object.keys(party).every((name) => name === 'type')) throw new ClassicError(problem)
  return party
}

/** @returns the node without properties that are null or an empty text, list or node */
function pruneEmpty (node: Node): JsonObject {
  return Object.fromEntries(Object.entries(node).flatMap(([name, value]) => {
    const kept = pruneValue(value)
    return kept === undefined ? [] : [[name, kept]]
  }))
}

function pruneValue (value: unknown): Json | undefined {
  if (value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const kept = value.flatMap((part: unknown) => pruneValue(part) ?? [])
    return kept.length === 0 ? undefined : kept
  }
  const node = nodeOf(value)
  if (node === undefined) return value as Json
  const kept = pruneEmpty(node)
  return Object.keys(kept).length === 0 ? undefined : kept
}
