import type { Stage } from '../../../schemas/control/faults.ts'
import { canonicalNode } from '../../protocol/json.ts'
import { type Body, isNode } from '../../request/node.ts'
import { type Exchange, hasSucceeded } from './exchange.ts'

/** @returns the last request of some stages about the order before another one, if it has succeeded */
function lastSuccess (
  { id, partner, order }: Exchange, exchanges: readonly Exchange[], stages: readonly Stage[]
): Exchange | undefined {
  const last = exchanges.findLast((one) => one.id < id && one.partner === partner && one.order === order &&
    stages.includes(one.stage) && !one.isUnanswered)
  return last !== undefined && hasSucceeded(last) ? last : undefined
}

const itemsOf = ({ asked }: Exchange): readonly unknown[] => {
  const items = asked?.['orderedItem']
  return Array.isArray(items) ? items : []
}

/** @returns the pairs of Opportunity and Offer of a request, in one text */
const pairsOf = (exchange: Exchange): string => canonicalNode(itemsOf(exchange)
  .map((item) => isNode(item) ? { orderedItem: item['orderedItem'], acceptedOffer: item['acceptedOffer'] } : item))

/**
 * Say whether the last quote had no errors for the pairs of Opportunity and Offer of a request: what is wrong with them
 * has changed since.
 */
export function hasQuotedPairs (exchange: Exchange, exchanges: readonly Exchange[]): boolean {
  const quote = lastSuccess(exchange, exchanges, ['C1', 'C2'])
  return quote !== undefined && pairsOf(quote) === pairsOf(exchange)
}

/** Say whether the last C2 had no errors for the items of a request, attendees and answers included. */
export function hasQuotedItems (exchange: Exchange, exchanges: readonly Exchange[]): boolean {
  const quote = lastSuccess(exchange, exchanges, ['C2'])
  return quote !== undefined && canonicalNode(itemsOf(quote)) === canonicalNode(itemsOf(exchange))
}

/** Answers of which the log has kept no body. */
export const UNKNOWN = 'unknown'

/**
 * Find the OrderProposal of a request as the broker has read it last, in its feed or by Order Status.
 * @param exchange - a request about the order
 * @param exchanges - all requests
 * @returns the document, undefined without such a reading
 */
export function proposalReadBefore (
  exchange: Exchange, exchanges: readonly Exchange[]
): Body | typeof UNKNOWN | undefined {
  for (const one of exchanges.toReversed()) {
    if (one.id >= exchange.id || one.partner !== exchange.partner || !hasSucceeded(one)) continue
    const isReading = one.stage === 'feed' ? one.path.includes('/order-proposals-rpde') : one.stage === 'status'
    if (!isReading || (one.stage === 'status' && one.order !== exchange.order)) continue
    const read = one.answer === undefined ? UNKNOWN : proposalIn(one.answer, exchange.order)
    if (read !== undefined) return read
  }
  return undefined
}

function proposalIn (answer: Body, order: string | undefined): Body | undefined {
  const { items } = answer
  const documents = Array.isArray(items) ? items.map((item: unknown) => isNode(item) ? item['data'] : item) : [answer]
  return documents.filter(isNode).findLast((one) =>
    one['@type'] === 'OrderProposal' && String(one['identifier']).toLowerCase() === order)
}

/** @returns the amount due that the broker knows: of the last C2, or of the OrderProposal that it has read last */
function knownTotal (exchange: Exchange, exchanges: readonly Exchange[]): Body | typeof UNKNOWN | undefined {
  const isOfVersion = exchange.asked?.['orderProposalVersion'] !== undefined
  const document = isOfVersion
    ? proposalReadBefore(exchange, exchanges)
    : lastSuccess(exchange, exchanges, ['C2'])?.answer
  if (document === undefined || document === UNKNOWN) return document
  const total = document['totalPaymentDue']
  return isNode(total) ? total : undefined
}

/** Say whether a request has, or lacks, a payment as the broker was told last. */
export function hasKnownPayment (exchange: Exchange, exchanges: readonly Exchange[], error: string): boolean {
  const total = knownTotal(exchange, exchanges)
  if (total === undefined || total === UNKNOWN) return total === UNKNOWN
  const { price, openBookingPrepayment: prepayment = 'Required' } = total
  const isFree = price === 0 || String(prepayment).endsWith('Unavailable')
  if (error === 'UnnecessaryPaymentDetailsError') return !isFree
  return error === 'MissingPaymentDetailsError' && (isFree || !String(prepayment).endsWith('Required'))
}

/** Say whether B has the version of the OrderProposal that the broker has read last. */
export function hasReadVersion (exchange: Exchange, exchanges: readonly Exchange[]): boolean {
  const read = proposalReadBefore(exchange, exchanges)
  if (read === undefined || read === UNKNOWN) return read === UNKNOWN
  const [known, sent] = [read, exchange.asked].map((body) => String(body?.['orderProposalVersion']).toLowerCase())
  return known === sent
}

/** Say whether the broker has read last that the Seller accepts the OrderProposal. */
export function hasReadAcceptance (exchange: Exchange, exchanges: readonly Exchange[]): boolean {
  const read = proposalReadBefore(exchange, exchanges)
  if (read === undefined || read === UNKNOWN) return read === UNKNOWN
  return String(read['orderProposalStatus']).endsWith('SellerAccepted')
}
