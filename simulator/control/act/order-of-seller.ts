import { ControlError, fromBookingError } from '../../../domain/control/control-error.ts'
import { BookingError } from '../../../domain/protocol/errors.ts'
import type { JsonObject } from '../../../domain/protocol/json.ts'
import type { Change } from '../../../domain/records/change.ts'
import type { Environment } from '../../../domain/records/environment.ts'
import { type DeletedOrder, isDeleted, orderKey } from '../../../domain/records/order.ts'
import type { Records } from '../../../domain/records/record-kinds.ts'
import { orderInFeed } from '../../../domain/rendering/order-in-feed.ts'
import { proposalInFeed } from '../../../domain/rendering/proposal-document.ts'
import type { Simulator } from '../../index.ts'
import { loadByUuid, type Reader } from '../../load.ts'
import { itemMadeBy, opportunitiesIn, type ShownItem } from './published.ts'

/** The order, or order proposal, that a seller acts on. */
export interface Target {
  readonly order: string
  readonly partner?: string | undefined
  readonly seller?: string | undefined
}

/** The result of a seller's action. */
export interface SellerResult {
  readonly uuid: string
  readonly partner: string
  /** Whether anything has changed: an action that repeats another changes nothing. */
  readonly changed: boolean
  /** Items of the order or order proposal, as its feed shows them. */
  readonly items: readonly JsonObject[]
  /** The item that the action has made in the feed of the booking partner. */
  readonly feedItem?: ShownItem
  /** `@id`s of the opportunities that the action has published. */
  readonly opportunities: readonly string[]
}

type Kind = 'order' | 'proposal'
type Live<K extends Kind> = Exclude<Records[K], DeletedOrder>
type Act<K extends Kind> =
  (record: Live<K>, environment: Environment, tx: Reader) => Promise<readonly Change[]> | readonly Change[]

const WORDS = { order: 'order', proposal: 'order proposal' } as const

/**
 * Make a seller act on an order or order proposal, and show what has become of it.
 * @param kind - order or proposal
 * @param act - decides the changes
 * @throws {ControlError} with status 404 if there is no such record; with 409 if several booking partners have one;
 * for any refusal of the domain
 */
export async function actOn<K extends Kind> (
  simulator: Simulator, kind: K, target: Target, act: Act<K>
): Promise<SellerResult> {
  const { partner, uuid, changes } = await refusals(async () => await simulator.transact(async (tx, environment) => {
    const record = await find(simulator, tx, kind, target)
    return { partner: record.partner, uuid: record.uuid, changes: await act(record, environment, tx) }
  }))
  const key = orderKey(partner, uuid)
  const record = await simulator.read(async (reader) => await reader.get(kind, key))
  const feedItem = await itemMadeBy(simulator, changes.find((change) => change.kind === kind && change.id === key))
  return {
    uuid,
    partner,
    changed: changes.length > 0,
    items: record === undefined || isDeleted(record) ? [] : itemsOf(record as Live<K>, simulator),
    ...(feedItem && { feedItem }),
    opportunities: opportunitiesIn(changes, simulator.baseUrl())
  }
}

/** Turn refusals of the domain into refusals of a control call. */
export async function refusals<T> (work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof BookingError ? fromBookingError(error) : error
  }
}

async function find<K extends Kind> (
  simulator: Simulator, tx: Reader, kind: K, { order, partner, seller }: Target
): Promise<Live<K>> {
  const uuid = simulator.spellUuid(order, partner)
  const found = await loadByUuid(tx, kind, uuid, partner === undefined ? undefined : { partner })
  const path = seller === undefined ? undefined : sellerPath(simulator, seller)
  const live = found.filter((record): record is Live<K> =>
    !isDeleted(record) && (path === undefined || record.seller === path))
  const [record, other] = live
  if (other !== undefined) {
    const partners = live.map((one) => one.partner).join(', ')
    throw new ControlError(409,
      `Several booking partners have an ${WORDS[kind]} with this UUID: ${partners}. Name one as partner.`, '/partner')
  }
  if (record !== undefined) return record
  throw new ControlError(404, `There is no ${WORDS[kind]} with this UUID here. GET /simulator/${kind}s lists them.`,
    '/order')
}

/**
 * Find a seller by its `@id`, or by the last part of it.
 * @returns its path; undefined for `any`
 * @throws {ControlError} with status 404 if there is none
 */
export function sellerPath ({ rules, baseUrl }: Simulator, named: string): string | undefined {
  if (named === 'any') return undefined
  const { sellers } = rules
  const found = sellers.find(({ path }) => named === `${baseUrl()}/${path}` || named === path.split('/').at(-1))
  if (found !== undefined) return found.path
  const known = sellers.map(({ path }) => path.split('/').at(-1)).join(', ')
  throw new ControlError(404, `There is no such seller: the sellers are ${known}, and any stands for all of them.`,
    '/seller')
}

function itemsOf (record: Live<Kind>, { baseUrl, rules }: Simulator): JsonObject[] {
  const rendering = { base: baseUrl(), rules }
  const document = 'booked' in record ? orderInFeed(record, rendering) : proposalInFeed(record, rendering)
  return document['orderedItem'] as unknown as JsonObject[]
}
