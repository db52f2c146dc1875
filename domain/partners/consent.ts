import { announceProposal, putProposal } from '../approval/proposal-changes.ts'
import { announceOrder } from '../feeds/announce.ts'
import { BookingError } from '../protocol/errors.ts'
import { addDays, isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { isDeleted, isWithdrawn, type Order, orderKey } from '../records/order.ts'
import type { OpenIdRecord } from '../records/partner.ts'
import type { Records } from '../records/record-kinds.ts'
import { dropOpenIdRecord } from './partner-changes.ts'

/** Scope of access tokens for the Open Booking API, which a seller consents to. */
export const BOOKING_SCOPE = 'openactive-openbooking'
/** Scope of access tokens for the orders feed. */
export const ORDERS_FEED_SCOPE = 'openactive-ordersfeed'
/** Scope of id tokens with the identity of the seller. */
export const IDENTITY_SCOPE = 'openactive-identity'

/** Records of one booking partner and one seller. */
export interface Relation {
  /** Grants and tokens. */
  readonly granted: readonly OpenIdRecord[]
  readonly orders: ReadonlyArray<Records['order']>
  readonly proposals: ReadonlyArray<Records['proposal']>
}

/** Model of the records of consent. Logins have a grant each; consent outlives them. */
const MODEL = 'Consent'
/** Time for which consent is remembered after a seller gave it (days). */
const REMEMBERED_DAYS = 365

/**
 * Say whether a record shows consent. A grant does, too: data files of earlier versions have no records of consent.
 * @param record - a record of the OpenID Provider
 * @returns true for a record of consent, and for a grant
 */
export function showsConsent ({ model }: OpenIdRecord): boolean {
  return model === MODEL || model === 'Grant'
}

/** @returns whether the seller has consented that the booking partner acts for it */
export function hasAgreed ({ granted }: Pick<Relation, 'granted'>): boolean {
  return granted.some(showsConsent)
}

/**
 * List the sellers that have consented that a booking partner acts for them.
 * @param records - records of the OpenID Provider
 * @param partner - id of the booking partner
 * @returns the paths of the sellers, each once
 */
export function consentingSellers (records: readonly OpenIdRecord[], partner: string): string[] {
  const own = records.filter((record) => record.clientId === partner && showsConsent(record))
  return [...new Set(own.flatMap(({ accountId }) => accountId ?? []))]
}

/**
 * List the scopes that a seller has consented to.
 * @param relation - records of booking partner and seller
 * @returns the scopes, each once
 */
export function consentedScopes ({ granted }: Pick<Relation, 'granted'>): string[] {
  const lists = granted.filter(showsConsent).map(({ model, payload }) =>
    model === MODEL ? payload['scope'] : (payload['openid'] as { readonly scope?: string } | undefined)?.scope)
  return [...new Set(lists.flatMap((scopes) => String(scopes ?? '').split(' ')).filter((scope) => scope !== ''))]
}

/**
 * Remember the consent of a seller, beside its earlier consent, and show its orders in the feeds of the booking partner
 * again. Consent to the identity alone lets no broker act, and shows no orders.
 * @param relation - records of booking partner and seller
 * @param parties - id of the booking partner, path of the seller
 * @param scopes - scopes that the seller consents to
 * @param now - current time
 * @returns the changes
 */
export function giveConsent (
  relation: Relation, { partner, seller }: { readonly partner: string, readonly seller: string },
  scopes: readonly string[], now: Date
): Change[] {
  const id = `${MODEL} ${partner} ${seller}`
  const scope = [...new Set([...consentedScopes(relation), ...scopes])].join(' ')
  const expires = isoInstant(addDays(now, REMEMBERED_DAYS))
  const record: OpenIdRecord = { id, model: MODEL, payload: { scope }, clientId: partner, accountId: seller, expires }
  return [{ kind: 'openid', id, record }, ...scopes.includes(BOOKING_SCOPE) ? renewConsent(relation) : []]
}

/**
 * Require the consent of the seller.
 * @param relation - records of booking partner and seller
 * @returns the relation
 * @throws {NotFoundError} if the seller has not consented
 */
export function requireConsent (relation: Relation): Relation {
  if (!hasAgreed(relation)) {
    throw new BookingError('NotFoundError', 'This seller has not agreed that the booking partner acts for it.')
  }
  return relation
}

/**
 * Withdraw the consent of a seller: delete grants and tokens, and hide its orders from the feeds of the booking
 * partner. The orders themselves stay.
 * @param relation - records of booking partner and seller
 * @returns the changes
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#authentication}
 */
export function withdrawConsent ({ granted, orders, proposals }: Relation): Change[] {
  return [
    ...granted.map(dropOpenIdRecord),
    ...orders.flatMap((order) => isDeleted(order) ? [] : orderChange(hide(order))),
    ...proposals.flatMap((proposal) => isDeleted(proposal) ? [] : proposalChange(hide(proposal)))
  ]
}

/** Show the hidden orders and order proposals of a seller in the feeds of the booking partner again. */
function renewConsent ({ orders, proposals }: Omit<Relation, 'granted'>): Change[] {
  return [
    ...orders.flatMap((order) => isDeleted(order) || !isWithdrawn(order) ? [] : orderChange(show(order))),
    ...proposals.flatMap((proposal) =>
      isDeleted(proposal) || !isWithdrawn(proposal) ? [] : proposalChange(show(proposal)))
  ]
}

function hide<T extends Order | Proposal> (record: T): T & { readonly withdrawn: true } {
  return { ...record, withdrawn: true }
}

function show<T extends Order | Proposal> ({ withdrawn: _withdrawn, ...record }: T): Omit<T, 'withdrawn'> {
  return record
}

/** Only a feed that has shown the record announces the change. */
function orderChange (order: Order): Change {
  return order.listed ? announceOrder(order) : { kind: 'order', id: orderKey(order.partner, order.uuid), record: order }
}

function proposalChange (proposal: Proposal): Change {
  return proposal.listed ? announceProposal(proposal) : putProposal(proposal)
}
