import { CLASSIC_MEDIA_TYPE } from '../../domain/classic/classic-documents.ts'
import type { Answer } from './collection.ts'
import type { Json } from './validation.ts'

export const MODES = [
  'DatasetSite', 'BookableRPDEFeed', 'C1Response', 'C2Response', 'PResponse', 'BResponse', 'C1ResponseOrderItemError', 'C2ResponseOrderItemError',
  'PResponseOrderItemError', 'BResponseOrderItemError', 'OrderStatus', 'OrdersFeed', 'OrderProposalsFeed', 'OpenBookingError'
] as const
export type Mode = typeof MODES[number]

/** A JSON-LD document and the mode of its validation. */
export interface Document {
  readonly mode: Mode
  readonly body: Json
  /** Row of the table: the mode, and the parent's type of a merged document. */
  readonly label: string
  /** Method, URL and HTTP status of the answer. */
  readonly from: string
  /** Base URL of the simulator. */
  readonly base: string
}

/** An answer with its path, URL and JSON. */
export interface LocatedAnswer {
  readonly answer: Answer
  /** Path below the base URL. */
  readonly path: string
  /** The requested URL. */
  readonly url: string
  /** JSON of the body or of the script in it; undefined if there is none. */
  readonly json: Json | undefined
}

const OPEN_FEED = /^\/feeds\/[^/]+$/
const ORDERS_FEEDS: Readonly<Record<string, Mode>> = {
  '/api/openbooking/orders-rpde': 'OrdersFeed',
  '/api/openbooking/order-proposals-rpde': 'OrderProposalsFeed'
}
const ORDER = /^\/api\/openbooking\/(order-quote-templates|order-quotes|order-proposals|orders)\/[^/]+$/
const STAGES: Readonly<Record<string, 'C1' | 'C2' | 'P' | 'B'>> = { 'order-quote-templates': 'C1', 'order-quotes': 'C2', 'order-proposals': 'P', orders: 'B' }
const JSON_TYPE = /^application\/(?:[\w.]+\+)?json/
const JSON_LD = /<script type="application\/ld\+json">([^]*?)<\/script>/

/**
 * Parse an answer for validation.
 * @returns undefined for answers of the host, answers without a body, and answers in formats that are not OpenActive's
 */
export function locate (answer: Answer): LocatedAnswer | undefined {
  const origin = new URL(answer.base).origin
  const mount = answer.base.slice(origin.length)
  const path = answer.url.split(/[?#]/, 1)[0] ?? ''
  if (!`${path}/`.startsWith(`${mount}/`) || answer.status === 304) return undefined
  // The OpenID Provider has its own formats.
  if (path.startsWith(`${mount}/openid/`)) return undefined
  // The partners API of the owner has its own format.
  if (path.startsWith(`${mount}/partners`) && answer.status < 400) return undefined
  // Control calls, dashboard and reference page have their own formats.
  if (/^\/(?:simulator|docs|dashboard)(?:\/|$)/.test(path.slice(mount.length))) return undefined
  // The older API has its own format.
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

/** List the data of a page's items. */
export function dataOf (page: Json): Json[] {
  const items = page['items'] as ReadonlyArray<{ readonly data?: Json }>
  return items.flatMap(({ data }) => data === undefined ? [] : [data])
}

/** List the documents of an answer that the OpenActive validator has a mode for. */
export function documentsOf (located: LocatedAnswer): Document[] {
  const { answer: { method, url, status, base }, json } = located
  const mode = modeOf(located)
  if (mode === undefined || json === undefined) return []
  return (isPage(located) ? dataOf(json) : [json]).map((body) => ({ mode, body, label: mode, from: `${method} ${url} ${status}`, base }))
}

const isInError = (order: Json | undefined): boolean => (order?.['orderedItem'] as Json[] | undefined)?.some((item) => item['error'] !== undefined) === true

function modeOf (located: LocatedAnswer): Mode | undefined {
  const { answer: { method, status }, path, json } = located
  const stage = STAGES[ORDER.exec(path)?.[1] ?? '']
  if (isHealth(located)) return undefined
  if (status === 409 && stage !== undefined && json?.['orderedItem'] !== undefined) return `${stage}ResponseOrderItemError`
  if (status >= 400) return 'OpenBookingError'
  if (isFeed(located)) return ORDERS_FEEDS[path] ?? 'BookableRPDEFeed'
  if (path === '/openactive') return 'DatasetSite'
  // No mode knows the nodes of intake forms.
  if (path.startsWith('/api/identifiers/')) return path.includes('/intake-form/') ? undefined : 'BookableRPDEFeed'
  if (stage === undefined) return undefined
  if (method === 'PUT') return `${stage}Response`
  // The mode OrderStatus accepts neither an OrderProposal nor an OrderQuote.
  const modes: Readonly<Record<string, Mode>> = { OrderProposal: 'PResponse', OrderQuote: isInError(json) ? 'C1ResponseOrderItemError' : 'C1Response' }
  return modes[String(json?.['@type'])] ?? 'OrderStatus'
}

/** Joins opportunities with their parents from another feed, as the broker of the OpenActive test suite does. */
export class Merger {
  /** Parents by `@id` and by their offers, because several simulators use the same `@id`. */
  readonly #parents = new Map<string, Map<string, Json>>()
  readonly #children: Document[] = []

  /** Add an item of an open feed. */
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

  /** Join each child with the parent that has the same offers, among the parents with its link's `@id`. */
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
