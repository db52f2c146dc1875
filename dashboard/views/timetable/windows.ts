import type { OpportunitySummary } from '../../client/types.ts'

export type OfferSummary = OpportunitySummary['offers'][number]

/** @returns the offers of an opportunity: its own and those of its SessionSeries or FacilityUse, each once */
export const offersOf = (one: OpportunitySummary | undefined, group: OpportunitySummary | undefined): OfferSummary[] =>
  [...new Map([...one?.offers ?? [], ...group?.offers ?? []].map((offer) => [offer.id, offer])).values()]

const UNITS = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const
const YEARS_AND_MONTHS = /^P(?:(\d+)Y)?(?:(\d+)M)?/

/**
 * Subtract an ISO 8601 duration as the simulator does: years and months follow the calendar in UTC.
 * @param start - an instant (ms since 1970)
 * @returns the earlier instant (ms since 1970)
 */
export function earlier (start: number, duration: string): number {
  const [head = '', years = '0', months = '0'] = YEARS_AND_MONTHS.exec(duration) ?? []
  const date = new Date(start)
  date.setUTCMonth(date.getUTCMonth() - 12 * Number(years) - Number(months))
  // A day beyond its month moves the date into the next month.
  if (date.getUTCDate() !== new Date(start).getUTCDate()) date.setUTCDate(0)
  return [...duration.slice(head.length).matchAll(/(\d+(?:\.\d+)?)([WDHMS])/g)].reduce((left, [, count, unit]) =>
    left - Number(count) * UNITS[unit as keyof typeof UNITS], date.getTime())
}

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
  const before = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : earlier(start, text)
  const at = (text: string | undefined): number | undefined => text === undefined ? undefined : Date.parse(text)
  const defined = (...instants: ReadonlyArray<number | undefined>): number[] =>
    instants.filter((one) => one !== undefined)
  const opening = defined(before(offer.validFromBeforeStartDate), at(offer.validFrom))
  const closes = Math.min(...defined(before(offer.validThroughBeforeStartDate), at(offer.validThrough), start))
  const cancellation = offer.allowCustomerCancellationFullRefund
    ? before(offer.latestCancellationBeforeStartDate) ?? start
    : undefined
  const first = Math.min(now, closes, ...opening, cancellation ?? closes)
  const last = Math.max(now, start)
  const spare = Math.max((last - first) / 20, 60_000)
  const opens = opening.length === 0 ? first - spare : Math.max(...opening)
  return { from: first - spare, until: last + spare, opens, closes, cancellation }
}
