import { before } from '../../../domain/protocol/time.ts'
import type { OpportunitySummary } from '../../client/types.ts'

export type OfferSummary = OpportunitySummary['offers'][number]

/** @returns the offers of an opportunity: its own and those of its SessionSeries or FacilityUse, each once */
export const offersOf = (one: OpportunitySummary | undefined, group: OpportunitySummary | undefined): OfferSummary[] =>
  [...new Map([...one?.offers ?? [], ...group?.offers ?? []].map((offer) => [offer.id, offer])).values()]

/** Instants in the life of an offer (ms since 1970). */
export interface Windows {
  /** The part of the timeline that is shown. */
  readonly from: number
  readonly until: number
  readonly opens: number
  readonly closes: number
  /** End of cancellation with a refund; undefined where there is none. */
  readonly cancellation: number | undefined
}

/**
 * Find the windows of an offer for an opportunity.
 * @param start - start of the opportunity (ms since 1970)
 * @param now - the simulated time (ms since 1970)
 */
export function windowsOf (offer: OfferSummary, start: number, now: number): Windows {
  const beforeStart = (duration: string | undefined): number | undefined =>
    duration === undefined ? undefined : before(new Date(start).toISOString(), duration).getTime()
  const at = (text: string | undefined): number | undefined => text === undefined ? undefined : Date.parse(text)
  const defined = (...instants: ReadonlyArray<number | undefined>): number[] =>
    instants.filter((one) => one !== undefined)
  const opening = defined(beforeStart(offer.validFromBeforeStartDate), at(offer.validFrom))
  const closes = Math.min(...defined(beforeStart(offer.validThroughBeforeStartDate), at(offer.validThrough), start))
  const cancellation = offer.allowCustomerCancellationFullRefund
    ? beforeStart(offer.latestCancellationBeforeStartDate) ?? start
    : undefined
  const first = Math.min(now, closes, ...opening, cancellation ?? closes)
  const last = Math.max(now, start)
  const spare = Math.max((last - first) / 20, 60_000)
  const opens = opening.length === 0 ? first - spare : Math.max(...opening)
  return { from: first - spare, until: last + spare, opens, closes, cancellation }
}
