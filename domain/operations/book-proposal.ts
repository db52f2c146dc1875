import type { OrderRequest, PaymentRequest } from '../../schemas/order-request.ts'
import { dropProposal } from '../approval/proposal-changes.ts'
import { requireSpaces } from '../checks/allotment.ts'
import { requireProposal } from '../checks/preconditions.ts'
import { dropLease } from '../leasing/lease-changes.ts'
import { checkPayment, checkReconciliation, echoPayment } from '../pricing/payment.ts'
import { BookingError } from '../protocol/errors.ts'
import { parseVersionIri } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Decision } from '../records/change.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, paymentOfProposal, type Proposal } from '../records/order-proposal.ts'
import { bookedDocument } from '../rendering/booked-order-document.ts'
import { confirmOrder, opportunityAfter, bookSpaces } from './placement.ts'

/** B as it comes after P. */
interface Confirmation {
  readonly uuid: string
  readonly digest: string
  readonly request: OrderRequest
  /** Its `orderProposalVersion`. */
  readonly version: string
}

/** What B has from the proposal, and must not say itself. */
const FROM_PROPOSAL = ['seller', 'broker', 'brokerRole', 'customer', 'orderedItem', 'totalPaymentDue', 'orderCustomerNote'] as const

/**
 * Answers B of the flow with approval. The order of the checks: properties, proposal, version, approval, payment, spaces.
 * @returns 201 with the Order that the proposal has become
 * @throws UnknownOrderError, OrderProposalVersionOutdatedError, OrderCreationFailedError, any type of the catalogue for payment and spaces
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#booking-flow-with-approval}
 */
export function bookProposal (
  { uuid, digest, request, version }: Confirmation, caller: Caller, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const excess = FROM_PROPOSAL.find((name) => request[name] !== undefined)
  if (excess !== undefined) throw new BookingError('OpenBookingError', `${excess} is that of the proposal: beside orderProposalVersion, only payment can be sent.`)
  const proposal = requireVersion(uuid, version, caller, context, environment)
  requireAccepted(proposal)
  const payment = paymentOf(proposal, request.payment, environment.rules)
  const items = currentItems(proposal, context.records)
  if (!items.every(({ listing }) => context.records.has(listing.opportunity.path))) {
    throw new BookingError('OrderCreationFailedError', 'What was proposed does not take place any more.')
  }
  requireSpaces(items, context.lease)

  const moved = bookSpaces(items, context)
  const { partner, seller, placed: { payment: _, ...placed }, totals, withdrawn } = proposal
  const booked = {
    ...placed,
    ...(payment && { payment }),
    items: items.map((item) => ({ ...item, listing: opportunityAfter(moved, item.listing) })),
    totals
  }
  const { order, change } = confirmOrder({ partner, uuid, seller, digest, ...(withdrawn && { withdrawn }) }, booked, environment)
  return {
    status: 201,
    body: bookedDocument(order, environment),
    changes: [...moved, change, dropProposal(proposal), ...(context.lease ? [dropLease(context.lease)] : [])]
  }
}

/** A version that is none of this UUID's is unknown; any other than the latest is outdated, whatever has become of the proposal. */
function requireVersion (uuid: string, version: string, caller: Caller, { proposal }: OrderContext, { base }: Environment): Proposal {
  const parsed = parseVersionIri(base, version)
  if (parsed?.uuid !== uuid) throw new BookingError('UnknownOrderError', 'orderProposalVersion is no version of an order proposal with this UUID.')
  const known = requireProposal(proposal, caller)
  if (parsed.version !== known.version) {
    throw new BookingError('OrderProposalVersionOutdatedError', 'There is a newer version of this order proposal, to which the customer has to agree.')
  }
  return known
}

const WHY_NOT: Partial<Record<Proposal['status'], string>> = {
  AwaitingSellerConfirmation: 'The seller has not accepted this order proposal yet.',
  SellerRejected: 'The seller has rejected this order proposal.',
  CustomerRejected: 'The customer has rejected this order proposal.'
}

function requireAccepted ({ status }: Proposal): void {
  const why = WHY_NOT[status]
  if (why !== undefined) throw new BookingError('OrderCreationFailedError', why)
}

/** What came with P was complete and need not come again; what comes now counts more. */
function paymentOf (proposal: Proposal, payment: PaymentRequest | undefined, rules: Rules): JsonObject | undefined {
  const { placed, totals } = proposal
  if (payment === undefined && placed.payment !== undefined) return paymentOfProposal(proposal)
  if (totals.dueMinor > 0) checkReconciliation(payment, rules)
  checkPayment(payment, totals)
  return payment && echoPayment(payment)
}
