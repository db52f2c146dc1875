import type { Simulator } from './build-app.ts'
import { FEED, type Kind, PARENT_FEED, readFeed } from './requests.ts'

/** A bookable item of an open feed with its parent in place of the link to it, as the broker of the OpenActive test suite sees it. */
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

/** An item as its own feed shows it, and a parent as its feed shows that. */
interface Item extends Omit<Seen, 'superEvent' | 'facilityUse'> { readonly superEvent?: string | EventSeen, readonly facilityUse?: string }
interface Parent extends FacilitySeen { readonly '@id': string, readonly '@context'?: string, readonly individualFacilityUse?: readonly Parent[] }

/**
 * @param items - data of a feed of bookable items
 * @param parents - data of the feed of what they hang on, if that has a feed
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

/** @returns the `@id` of the seller in every place in which something names it. */
export function sellersOf ({ organizer, superEvent, facilityUse }: Seen): string[] {
  return [organizer, superEvent?.organizer, facilityUse?.provider, facilityUse?.aggregateFacilityUse?.provider].flatMap((seller) => seller?.['@id'] ?? [])
}

/** @returns the feed of a kind and, where it has one, that of what it hangs on. */
export function feedsOf (kind: Kind): string[] {
  return [FEED[kind], PARENT_FEED[kind] ?? []].flat()
}

/** @returns where the feeds of a kind end now, to read on from later; without a request, so that nothing is collected that nobody wants to see. */
export async function endsOf ({ store }: Simulator, kind: Kind): Promise<string[]> {
  return await Promise.all(feedsOf(kind).map(async (feed) => {
    const last = (await store.feedPage(feed, null, Infinity)).at(-1)
    return `/feeds/${feed}${last === undefined ? '' : `?afterChangeNumber=${last.modified}`}`
  }))
}

/** @returns what is open of a kind, from these spaces in its feeds on. */
export async function seeAll (simulator: Simulator, kind: Kind, from: readonly string[] = feedsOf(kind).map((feed) => `/feeds/${feed}`)): Promise<Seen[]> {
  const [items = [], parents = []] = await Promise.all(from.map(async (url): Promise<object[]> => (await readFeed(simulator, url)).flatMap(({ data }) => data ?? [])))
  return join(items, parents)
}
