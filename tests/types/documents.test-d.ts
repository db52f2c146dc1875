/** Type tests of the documents. The type checker runs them: `npm run typecheck`. */
import { expectTypeOf } from 'vitest'
import type {
  OpenBookingError, OpportunitiesPage, Order, OrderConfirmation, OrderPatch, OrderProposal, OrderProposalRequest, OrderQuote, OrderQuoteRequest,
  OrderRequest, OrdersPage, RefusedOrder
} from '../../plugin.ts'

// Responses have the values that a broker reads, without casts.
expectTypeOf<Order['@type']>().toEqualTypeOf<'Order'>()
expectTypeOf<NonNullable<Order['totalPaymentDue']>['price']>().toEqualTypeOf<number>()
expectTypeOf<NonNullable<Order['orderedItem'][number]['acceptedOffer']>['name']>().toEqualTypeOf<string | undefined>()
expectTypeOf<NonNullable<Order['orderedItem'][number]['acceptedOffer']>['price']>().toEqualTypeOf<number>()
expectTypeOf<NonNullable<Order['orderedItem'][number]['accessPass']>[number]['url']>().toEqualTypeOf<string | undefined>()
expectTypeOf<Order['orderedItem'][number]['orderItemStatus']>().toExtend<`https://openactive.io/${string}`>()
expectTypeOf<OrderQuote['orderRequiresApproval']>().toEqualTypeOf<boolean>()
expectTypeOf<NonNullable<OrderQuote['lease']>['leaseExpires']>().toEqualTypeOf<string>()
expectTypeOf<OrderProposal['orderProposalVersion']>().toEqualTypeOf<string>()
expectTypeOf<OpenBookingError['statusCode']>().toEqualTypeOf<number>()
expectTypeOf<NonNullable<RefusedOrder['orderedItem'][number]['error']>[number]['@type']>().toEqualTypeOf<string>()

// The state of an item in a feed tells whether it has data.
declare const item: OrdersPage['items'][number]
export const identifier: string | undefined = item.state === 'updated' ? item.data.identifier : undefined
// @ts-expect-error a deleted item may have come
export const unchecked: string = item.data.identifier
expectTypeOf<Extract<OpportunitiesPage['items'][number], { state: 'updated' }>['data']['offers'][number]['price']>().toEqualTypeOf<number>()

// Requests take nodes and bare IRIs, and no unknown property.
const orderedItem = [{ '@type': 'OrderItem', acceptedOffer: 'https://a.example/1#/offers/1', orderedItem: { '@id': 'https://a.example/1' } }] as const
expectTypeOf({ '@type': 'OrderQuote', seller: 'https://a.example', orderedItem } as const).toExtend<OrderQuoteRequest>()
expectTypeOf({ '@type': 'OrderProposal', orderedItem, orderCustomerNote: 'Hello' } as const).toExtend<OrderProposalRequest>()
expectTypeOf({ '@type': 'Order', orderedItem, totalPaymentDue: { price: 5 } } as const).toExtend<OrderRequest>()
expectTypeOf({ '@type': 'Order', orderProposalVersion: 'https://a.example/v' } as const).toExtend<OrderConfirmation>()
expectTypeOf({ '@type': 'Order', orderedItem: [{ '@type': 'OrderItem', '@id': 'x' }] } as const).toExtend<OrderPatch>()
expectTypeOf({ '@type': 'OrderQuote', orderedItem } as const).not.toExtend<OrderRequest>()
// @ts-expect-error a misspelt property
export const misspelt: OrderRequest = { '@type': 'Order', orderedItem, totalPaymentDu: { price: 5 } }
