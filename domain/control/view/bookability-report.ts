import { availability, CAPACITY_ERRORS } from '../../checks/allotment.ts'
import { bookabilityProblems } from '../../checks/bookability.ts'
import { checkItem, type ItemReferences } from '../../checks/order-items.ts'
import { allotSpaces } from '../../leasing/capacity.ts'
import type { ErrorType } from '../../protocol/errors.ts'
import type { Environment } from '../../records/environment.ts'
import type { FlowRequirement, OpportunityIndex } from '../../records/opportunity.ts'
import type { Seller } from '../../records/seller.ts'

/** A reason against a booking, with the error that C1, C2, P and B have for it. */
export interface Reason { readonly type: ErrorType, readonly description: string }

/** The answer to the question whether an Opportunity can be booked by an Offer. */
export interface BookabilityReport {
  readonly bookable: boolean
  readonly reasons: readonly Reason[]
  /** Spaces that a booking can have (count); missing where they are unlimited or unknown. */
  readonly remaining?: number
  /** Requirements of the Offer: one for approval makes P necessary. */
  readonly requires: readonly FlowRequirement[]
}

/**
 * List every reason against a booking of one space of an Opportunity by an Offer.
 * @param references - `@id`s of both
 * @param records - the named Opportunities and groups
 * @param seller - the Seller of the Opportunity, or any one if it is unknown
 * @param environment - instant of the booking, base URL and rules
 */
export function bookabilityReport (
  references: ItemReferences, records: OpportunityIndex, seller: Seller, environment: Environment
): BookabilityReport {
  const { orderedItem, offer, errors } = checkItem(references, { seller, records }, environment)
  const unknown = errors.map(({ '@type': type, description }) => ({ type, description }))
  if (orderedItem === undefined) return { bookable: false, reasons: unknown, requires: [] }
  const { free, leased } = availability({ orderedItem }, undefined)
  const [full] = allotSpaces(1, free, leased)
  const reasons: Reason[] = [
    ...(offer === undefined
      ? unknown
      : bookabilityProblems({ ...orderedItem, offer }, environment)
        .map(({ type, description }) => ({ type, description }))),
    ...(full == null ? [] : [{ type: full, description: CAPACITY_ERRORS[full] ?? '' }])
  ]
  return {
    bookable: reasons.length === 0,
    reasons,
    ...(Number.isFinite(free) && { remaining: free }),
    requires: offer?.flowRequirements ?? []
  }
}
