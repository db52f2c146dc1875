import { dropProposal } from '../approval/proposal-changes.ts'
import { requireSpaces } from '../checks/allotment.ts'
import { requireProposal } from '../checks/preconditions.ts'
import { dropLease } from '../leasing/lease-changes.ts'
import { checkPayment, checkReconciliation, echoPayment } from '../pricing/payment.ts'
import { isDynamic } from '../pricing/price-basis.ts'
import { BookingError } from '../protocol/errors.ts'
import { isSameUuid, parseVersionIri, versionPath } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { received, wrongId } from '../protocol/received.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Decision } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { OrderCall } from '../records/order-call.ts'
import type { OrderContext } from '../records/order-context.ts'
import { currentItems, paymentOfProposal, type Proposal } from '../records/order-proposal.ts'
import { bookedDocument } from '../rendering/booked-order-document.ts'
import type { OrderRequest, PaymentRequest } from '../request/order-requests.ts'
import { asReceived, isProblem, type Problem } from '../request/problem.ts'
import { bookSpaces, confirmOrder, opportunityAfter } from './placement.ts'

/** A call of B after P. */
export interface Confirmation extends OrderCall<OrderRequest> {
  /** Digest of the request. */
  readonly digest: string
}

/**
 * Answer B in the flow with approval. Order of the checks: proposal, version, approval, payment, spaces.
 * @param confirmation - UUID, request, caller and digest
 * @param context - records of the UUID and of the Opportunities of the proposal
 * @param environment - time, ids and rules
 * @returns 201 with the Order
 * @throws {BookingError} any error type that B can have
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#booking-flow-with-approval}
 */
export function bookProposal (
  confirmation: Confirmation, context: OrderContext, environment: Environment
): Decision<JsonObject> {
  const { uuid, digest, request } = confirmation
  const proposal = requireVersion(confirmation, context.proposal, environment.base)
  requireAccepted(proposal)
  const payment = paymentOf(proposal, request.payment, environment.rules)
  const items = currentItems(proposal, context.records)
  if (!items.every(({ orderedItem }) => context.records.has(orderedItem.opportunity.path))) {
    throw new BookingError('OrderCreationFailedError', 'An opportunity of this order proposal no longer takes place.')
  }
  requireSpaces(items, context.lease)

  const spaceChanges = bookSpaces(items, context)
  const { partner, seller, placed: { payment: _, ...placed }, totals, withdrawn, customerNote } = proposal
  const booked = {
    ...placed,
    ...(payment && { payment }),
    items: items.map((item) => ({ ...item, orderedItem: opportunityAfter(spaceChanges, item.orderedItem) })),
    totals
  }
  const kept = { ...(withdrawn && { withdrawn }), ...(customerNote !== undefined && { customerNote }) }
  const key = { partner, uuid, seller, digest, ...kept }
  const { order, change } = confirmOrder(key, booked, environment)
  return {
    status: 201,
    body: bookedDocument(order, environment),
    changes: [...spaceChanges, change, dropProposal(proposal), ...(context.lease ? [dropLease(context.lease)] : [])]
  }
}

/**
 * A version of another UUID is unknown. Any version but the latest is outdated, in every state of the proposal.
 * @returns the proposal in its latest version
 */
function requireVersion (
  { uuid, request: { orderProposalVersion: version = '' }, caller }: Confirmation,
  proposal: OrderContext['proposal'],
  base: string
): Proposal {
  const parsed = isProblem(version) ? undefined : parseVersionIri(base, version)
  if (isProblem(version) || parsed === undefined || !isSameUuid(parsed.uuid, uuid)) {
    throw new BookingError('UnknownOrderError',
      wrongId(`orderProposalVersion must be a version of the order proposal ${uuid}`, asReceived(version), base))
  }
  const known = requireProposal(proposal, caller)
  if (!isSameUuid(parsed.version, known.version)) {
    const latest = `${base}/${versionPath(uuid, known.version)}`
    throw new BookingError('OrderProposalVersionOutdatedError',
      `The latest version of this order proposal is ${latest}; received ${received(version)}. ` +
      'Send the latest once the customer agrees to it.')
  }
  return known
}

const NOT_ACCEPTED: Partial<Record<Proposal['status'], string>> = {
  AwaitingSellerConfirmation: 'The seller has not accepted this order proposal yet. Wait for it.',
  SellerRejected: 'The seller has rejected this order proposal.',
  CustomerRejected: 'The customer has rejected this order proposal.'
}

function requireAccepted ({ status }: Proposal): void {
  const problem = NOT_ACCEPTED[status]
  if (problem !== undefined) throw new BookingError('OrderCreationFailedError', problem)
}

/** @returns the payment of B, else that of P, which was complete and need not come again */
function paymentOf (
  proposal: Proposal, payment: PaymentRequest | Problem | undefined, rules: Rules
): JsonObject | undefined {
  const { placed, totals } = proposal
  if (payment === undefined && placed.payment !== undefined) return paymentOfProposal(proposal)
  requireSameAccount(payment, proposal)
  if (totals.dueMinor > 0 || totals.basis === 'dynamic') checkReconciliation(payment, rules)
  checkPayment(payment, totals)
  return payment === undefined || isProblem(payment) ? undefined : echoPayment(payment, rules)
}

/** Require that P and B pay in the same way: by a DynamicPayment of one account, or without one. */
function requireSameAccount (
  payment: PaymentRequest | Problem | undefined, { placed, totals }: Pick<Proposal, 'placed' | 'totals'>
): void {
  if (totals.basis === 'dynamic') {
    const accountId = placed.payment?.['accountId']
    if (isDynamic(payment) && payment.accountId === accountId) return
    throw new BookingError('InvalidPaymentDetailsError',
      `payment must be the DynamicPayment of the order proposal, with the accountId ${received(accountId)}.`)
  }
  if (isDynamic(payment)) {
    throw new BookingError('InvalidPaymentDetailsError',
      'payment must not be a DynamicPayment, because the order proposal has prices.')
  }
}
