import { iriOf, pathOf, type Reference } from '../../protocol/ids.ts'
import { isNode } from '../../request/node.ts'

/** Paths of the Opportunity and Offer of an item; an item with a price of the broker may name no Offer. */
export interface NamedItem { readonly opportunity: string | undefined, readonly offer: string | undefined }

/** Records that a request body names, as far as it does so in the right form. */
export interface NamedInBody {
  /** Path of the seller. */
  readonly seller: string | undefined
  /** Paths of the opportunities. */
  readonly opportunities: readonly string[]
  /** Paths of the accepted offers. */
  readonly offers: readonly string[]
  readonly items: readonly NamedItem[]
}

/**
 * List the records that a request body names. A fault comes before the checks of the request, so this overlooks
 * whatever is wrong.
 * @param body - a request body, undefined without one
 * @param base - base URL
 * @returns paths below the base URL
 */
export function namedInBody (body: unknown, base: string): NamedInBody {
  const { seller, orderedItem } = isNode(body) ? body : {}
  const items = (Array.isArray(orderedItem) ? orderedItem.filter(isNode) : []).map((item): NamedItem =>
    ({ opportunity: pathIn(item['orderedItem'], base), offer: pathIn(item['acceptedOffer'], base) }))
  return {
    seller: pathIn(seller, base),
    opportunities: items.flatMap(({ opportunity }) => opportunity ?? []),
    offers: items.flatMap(({ offer }) => offer ?? []),
    items
  }
}

function pathIn (value: unknown, base: string): string | undefined {
  const iri = typeof value === 'string' || isNode(value) ? iriOf(value as Reference) : undefined
  return iri === undefined ? undefined : pathOf(base, iri)
}
