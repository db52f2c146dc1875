import { CLASSIC_MEDIA_TYPE } from '../../domain/classic/classic-documents.ts'
import type { Answer } from './collection.ts'
import type { Json } from './validation.ts'

export const MODES = [
  'DatasetSite', 'BookableRPDEFeed', 'C1Response', 'C2Response', 'PResponse', 'BResponse', 'C1ResponseOrderItemError', 'C2ResponseOrderItemError',
  'PResponseOrderItemError', 'BResponseOrderItemError', 'OrderStatus', 'OrdersFeed', 'OrderProposalsFeed', 'OpenBookingError'
] as const
export type Mode = typeof MODES[number]

/** A JSON-LD document and how it is to be validated. */
export interface Document {
  readonly mode: Mode
  readonly body: Json
  /** Row of the table: the mode, and what it was merged with. */
  readonly label: string
  /** Request that it answers. */
  readonly from: string
  /** Base URL of the simulator. */
  readonly base: string
}

/** An answer of the simulator with what it is about. */
export interface LocatedAnswer {
  readonly answer: Answer
  /** Path below the base URL. */
  readonly path: string
  /** The URL that was asked for. */
  readonly url: string
  /** JSON of the body, or of the script in it; undefined if it has none. */
  readonly json: Json | undefined
}

const OPEN_FEED = /^\/feeds\/[^/]+$/
const ORDERS_FEEDS: Readonly<Record<string, Mode>> = { '/api/openbooking/orders-rpde': 'OrdersFeed', '/api/openbooking/order-proposals-rpde': 'OrderProposalsFeed' }
const ORDER = /^\/api\/openbooking\/(order-quote-templates|order-quotes|order-proposals|orders)\/[^/]+$/
const STAGES: Readonly<Record<string, 'C1' | 'C2' | 'P' | 'B'>> = { 'order-quote-templates': 'C1', 'order-quotes': 'C2', 'order-proposals': 'P', orders: 'B' }
const JSON_TYPE = /^application\/(?:[\w.]+\+)?json/
const JSON_LD = /<script type="application\/ld\+json">([^]*?)<\/script>/

/** @returns undefined for what a host has answered beside the simulator, and for an answer without a body. */
export function locate (answer: Answer): LocatedAnswer | undefined {
  const origin = new URL(answer.base).origin
  const mount = answer.base.slice(origin.length)
  const path = answer.url.split(/[?#]/, 1)[0] ?? ''
  if (!`${path}/`.startsWith(`${mount}/`) || answer.status === 304) return undefined
  // What the OpenID Provider answers has formats of its own.
  if (path.startsWith(`${mount}/openid/`)) return undefined
  // So has what the owner is told.
  if (path.startsWith(`${mount}/partners`) && answer.status < 400) return undefined
  // And what is said in the words of the older simulator.
  if (answer.contentType === CLASSIC_MEDIA_TYPE) return undefined
  return { answer, path: path.slice(mount.length), url: `${origin}${answer.url}`, json: jsonOf(answer) }
}

function jsonOf ({ contentType, body }: Answer): Json | undefined {
  const text = JSON_TYPE.test(contentType) ? body : JSON_LD.exec(body)?.[1]
  return text === undefined ? undefined : JSON.parse(text) as Json
}

export const isOrdersFeed = ({ path }: LocatedAnswer): boolean => ORDERS_FEEDS[path] !== undefined
export const isFeed = (located: LocatedAnswer): boolean => OPEN_FEED.test(located.path) || isOrdersFeed(located)
export const isPage = (located: LocatedAnswer): boolean => isFeed(located) && located.answer.status === 200
export const isHealth = ({ path }: LocatedAnswer): boolean => path === '/health' || path === '/ready'
export const isBooking = ({ path }: LocatedAnswer): boolean => `${path}/`.startsWith('/api/openbooking/')

/** @returns the items of a page that have data. */
export function dataOf (page: Json): Json[] {
  const items = page['items'] as ReadonlyArray<{ readonly data?: Json }>
  return items.flatMap(({ data }) => data === undefined ? [] : [data])
}

/** @returns what of an answer the OpenActive validator knows. */
export function documentsOf (located: LocatedAnswer): Document[] {
  const { answer: { method, url, status, base }, json } = located
  const mode = modeOf(located)
  if (mode === undefined || json === undefined) return []
  return (isPage(located) ? dataOf(json) : [json]).map((body) => ({ mode, body, label: mode, from: `${method} ${url} ${status}`, base }))
}

function modeOf (located: LocatedAnswer): Mode | undefined {
  const { answer: { method, status }, path, json } = located
  const stage = STAGES[ORDER.exec(path)?.[1] ?? '']
  if (isHealth(located)) return undefined
  if (status >= 400) return status === 409 && stage !== undefined && json?.['orderedItem'] !== undefined ? `${stage}ResponseOrderItemError` : 'OpenBookingError'
  if (isFeed(located)) return ORDERS_FEEDS[path] ?? 'BookableRPDEFeed'
  if (path === '/openactive') return 'DatasetSite'
  if (stage === undefined) return undefined
  if (method === 'PUT') return `${stage}Response`
  // The mode of Order Status knows of nothing that is not booked yet.
  return json?.['@type'] === 'OrderProposal' ? 'PResponse' : 'OrderStatus'
}

/** Joins what open feeds show apart, as the broker of the OpenActive test suite does. */
export class Merger {
  /** By `@id`, in each state in which it was seen: every simulator has its own. */
  readonly #parents = new Map<string, Map<string, Json>>()
  readonly #children: Document[] = []

  /** Takes note of data of an open feed. */
  add (document: Document): void {
    const { body } = document
    if (typeof (body['superEvent'] ?? body['facilityUse']) === 'string') { this.#children.push(document); return }
    this.#addParent(body)
    const units = body['individualFacilityUse']
    if (!Array.isArray(units)) return
    const { individualFacilityUse, '@context': context, ...facility } = body
    for (const unit of units as Json[]) this.#addParent({ ...unit, '@context': context, aggregateFacilityUse: facility })
  }

  #addParent (parent: Json): void {
    const id = String(parent['@id'])
    const states = this.#parents.get(id) ?? new Map<string, Json>()
    this.#parents.set(id, states.set(offersOf(parent), parent))
  }

  /** @returns every child with its parent. Of parents with the same `@id`, the one with the offers of the child is its own. */
  * merged (): Generator<Document> {
    for (const document of this.#children) {
      const { '@context': childContext, ...child } = document.body
      const link = child['superEvent'] === undefined ? 'facilityUse' : 'superEvent'
      const found = this.#parents.get(String(child[link]))?.get(offersOf(child))
      if (found === undefined) continue
      const { '@context': parentContext, ...parent } = found
      const body = { '@context': [...new Set([childContext, parentContext].flat())], ...child, [link]: parent }
      yield { ...document, body, label: `${document.mode} in ${String(parent['@type'])}` }
    }
  }
}

function offersOf (node: Json): string {
  const facility = node['aggregateFacilityUse'] as Json | undefined
  return JSON.stringify(node['offers'] ?? facility?.['offers'])
}
