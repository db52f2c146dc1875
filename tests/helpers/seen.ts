import type { Simulator } from './build-app.ts'
import { FEED, type Kind, PARENT_FEED, readFeed } from './requests.ts'

/** A bookable item of an open feed, joined with its parent as in the broker of the OpenActive test suite. */
export interface Seen extends EventSeen {
  readonly '@id': string
  readonly remainingAttendeeCapacity?: number
  readonly remainingUses?: number
  readonly superEvent?: EventSeen
  readonly facilityUse?: FacilitySeen
}

interface EventSeen {
  readonly '@type': string
  readonly startDate?: string
  readonly endDate?: string
  readonly eventStatus?: string
  readonly eventAttendanceMode?: string
  readonly location?: object
  readonly offers?: readonly OfferSeen[]
  readonly organizer?: SellerSeen
}

interface FacilitySeen { readonly '@type': string, readonly provider?: SellerSeen, readonly aggregateFacilityUse?: FacilitySeen }

export interface OfferSeen {
  readonly '@id': string
  readonly price: number
  readonly openBookingPrepayment?: string
  readonly openBookingInAdvance?: string
  readonly allowCustomerCancellationFullRefund?: boolean
  readonly validFromBeforeStartDate?: string
  readonly validThroughBeforeStartDate?: string
  readonly latestCancellationBeforeStartDate?: string
  readonly openBookingFlowRequirement?: readonly string[]
}

export interface SellerSeen { readonly '@id': string, readonly taxMode: string, readonly isOpenBookingAllowed?: boolean, readonly termsOfService?: readonly object[] }

/** An item in its own feed, with a link to its parent, and a parent in its feed. */
interface Item extends Omit<Seen, 'superEvent' | 'facilityUse'> { readonly superEvent?: string | EventSeen, readonly facilityUse?: string }
interface Parent extends FacilitySeen { readonly '@id': string, readonly '@context'?: string, readonly individualFacilityUse?: readonly Parent[] }

/**
 * Join bookable items with their parents.
 * @param items - data of a feed of bookable items
 * @param parents - data of the feed of their parents, if there is one
 */
export function join (items: readonly object[], parents: readonly object[]): Seen[] {
  const known = new Map((parents as readonly Parent[]).flatMap(withUnits).map((parent) => [parent['@id'], parent]))
  const parentAt = (link: string): Parent => {
    const parent = known.get(link)
    if (parent === undefined) throw new Error(`${link} is in no feed`)
    return parent
  }
  return (items as readonly Item[]).map(({ superEvent, facilityUse, ...item }) => ({
    ...item,
    ...(superEvent !== undefined && { superEvent: typeof superEvent === 'string' ? parentAt(superEvent) : superEvent }),
    ...(facilityUse !== undefined && { facilityUse: parentAt(facilityUse) })
  }))
}

function withUnits ({ individualFacilityUse = [], '@context': context, ...parent }: Parent): Parent[] {
  return [parent, ...individualFacilityUse.map((unit) => ({ ...unit, aggregateFacilityUse: parent }))]
}

/** List the `@id` of the seller for each property that names it. */
export function sellersOf ({ organizer, superEvent, facilityUse }: Seen): string[] {
  return [organizer, superEvent?.organizer, facilityUse?.provider, facilityUse?.aggregateFacilityUse?.provider].flatMap((seller) => seller?.['@id'] ?? [])
}

/** List the feed of a kind and the feed of its parents, if there is one. */
export function feedsOf (kind: Kind): string[] {
  return [FEED[kind], PARENT_FEED[kind] ?? []].flat()
}

/** Find the current ends of a kind's feeds, without requests that would fill the collection. */
export async function feedEnds ({ store }: Simulator, kind: Kind): Promise<string[]> {
  return await Promise.all(feedsOf(kind).map(async (feed) => {
    const last = (await store.feedPage(feed, null, Infinity)).at(-1)
    return `/feeds/${feed}${last === undefined ? '' : `?afterChangeNumber=${last.modified}`}`
  }))
}

/**
 * Read the open items of a kind, joined with their parents.
 * @param from - first page of each feed of the kind
 */
export async function readOpenItems (
  simulator: Simulator, kind: Kind, from: readonly string[] = feedsOf(kind).map((feed) => `/feeds/${feed}`)
): Promise<Seen[]> {
  const read = async (url: string): Promise<object[]> => (await readFeed(simulator, url)).flatMap(({ data }) => data ?? [])
  const [items = [], parents = []] = await Promise.all(from.map(read))
  return join(items, parents)
}
