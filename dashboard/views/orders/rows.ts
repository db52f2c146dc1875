import { readAll } from '../../client/api.ts'
import { words } from '../../client/format.ts'
import type { OrderSummary, ProposalSummary } from '../../client/types.ts'

/** An order, or an order proposal, in the list. */
export type Row =
  | { readonly kind: 'order', readonly record: OrderSummary }
  | { readonly kind: 'proposal', readonly record: ProposalSummary }

/**
 * Read every order and order proposal.
 * @param showPart - takes the rows so far
 * @returns the rows; those with something to decide come first
 */
export async function loadRows (signal: AbortSignal, showPart: (rows: Row[]) => void): Promise<Row[]> {
  const proposals = await readAll<ProposalSummary>('proposals', {}, signal)
  const onPart = (orders: readonly OrderSummary[]): void => { showPart(rowsOf(proposals, orders)) }
  return rowsOf(proposals, await readAll<OrderSummary>('orders', {}, signal, { onPart }))
}

function rowsOf (proposals: readonly ProposalSummary[], orders: readonly OrderSummary[]): Row[] {
  const rows: Row[] = [
    ...proposals.map((record) => ({ kind: 'proposal', record } as const)),
    ...orders.map((record) => ({ kind: 'order', record } as const))
  ]
  return rows.sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
}

/** @returns whether a seller has not answered yet */
export const isOpen = (row: Row): boolean =>
  row.kind === 'proposal' && row.record.status === 'AwaitingSellerConfirmation'

export const keyOf = ({ record: { partner, uuid } }: Row): string => `${partner} ${uuid}`

/** @returns the statuses of a row, each once */
export function statusesOf (row: Row): string[] {
  if (row.kind === 'proposal') return [row.record.status]
  return [...new Set(row.record.items.map(({ status }) => status))]
}

/**
 * Select rows.
 * @param text - part of a UUID, order number, booking partner, seller or opportunity
 * @param status - status of the order proposal or of an item; empty for all
 */
export function select (rows: readonly Row[], text: string, status: string): readonly Row[] {
  const wanted = text.trim().toLowerCase()
  return rows.filter((row) => {
    if (status !== '' && !statusesOf(row).includes(status)) return false
    const { uuid, partner, seller, items } = row.record
    const number = row.kind === 'order' ? row.record.orderNumber : ''
    const named = items.flatMap(({ opportunity, name = '' }) => [opportunity, name])
    return wanted === '' ||
      [uuid, partner, seller, number, ...named].some((one) => String(one).toLowerCase().includes(wanted))
  })
}

export const STATUSES = [
  'AwaitingSellerConfirmation', 'SellerAccepted', 'SellerRejected', 'CustomerRejected', 'OrderItemConfirmed',
  'CustomerCancelled', 'SellerCancelled', 'AttendeeAttended', 'AttendeeAbsent'
].map((status) => [status, words(status)] as const)
