import { addMinutes } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cancelItems } from '../../domain/operations/cancel.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { isoInstant } from '../../domain/protocol/time.ts'
import type { Offer } from '../../domain/records/opportunity.ts'
import type { Order, OrderItemStatus } from '../../domain/records/order.ts'
import { environment, group, NOW, offer, opportunity, spaces } from './build.ts'

const UUID = '3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11'
const caller = { partner: 'p', seller: null }
const totals = { dueMinor: 1000, currency: 'GBP', prepayment: 'Required', taxes: [], access: { code: 'C', pass: 'P' } } as const

function orderOf (start: string, by: Offer, status: OrderItemStatus = 'OrderItemConfirmed'): Order {
  const item = opportunity({ start, offers: [by], spaces: spaces(10, 1) })
  return {
    partner: 'p',
    uuid: UUID,
    seller: item.seller,
    digest: '',
    booked: { brokerRole: 'AgentBroker', orderNumber: 'N', totals, items: [{ id: '1', position: 0, spaces: 1, offer: by, orderedItem: { opportunity: item, group: group() }, taxes: [], access: { code: 'C', pass: 'P' } }] },
    items: [{ status }],
    totals,
    listed: false
  }
}

/**
 * Cancel the only item of an order.
 * @returns the type of the error, null on success
 */
function cancel (order: Order): string | null {
  const patch = { '@type': 'Order', orderedItem: [{ '@type': 'OrderItem' as const, '@id': `http://localhost:5000/api/openbooking/orders/${UUID}#/orderedItems/1`, orderItemStatus: 'https://openactive.io/CustomerCancelled' }] }
  // The stored opportunity permits the cancellation; only the booked terms may refuse it.
  const item = opportunity({ start: '2099-01-01T00:00:00Z', spaces: spaces(10, 1) })
  try {
    const { changes } = cancelItems({ uuid: UUID, request: patch, caller }, { order, records: new Map([[item.path, item]]) }, environment())
    expect(changes.length > 0).toBe(order.items[0]!.status === 'OrderItemConfirmed')
    return null
  } catch (error) {
    if (error instanceof BookingError) return error.type
    throw error
  }
}

const inMinutes = (minutes: number): string => isoInstant(addMinutes(NOW, minutes))

describe('a cancellation', () => {
  it('is permitted until latestCancellationBeforeStart', () => {
    const minutes = fc.integer({ min: 1, max: 60 * 24 * 60 })
    fc.assert(fc.property(minutes, minutes, (start, window) => {
      const error = cancel(orderOf(inMinutes(start), offer({ latestCancellationBeforeStart: `PT${window}M` })))
      expect(error).toBe(start > window ? null : 'CancellationNotPermittedError')
    }))
  })

  it.each([[61, null], [60, 'CancellationNotPermittedError']])('with a window of one hour is permitted until the window begins: %i minutes before the start', (minutes, error) => {
    expect(cancel(orderOf(inMinutes(minutes), offer({ latestCancellationBeforeStart: 'PT1H' })))).toBe(error)
  })

  it.each([[1, null], [0, 'CancellationNotPermittedError'], [-1, 'CancellationNotPermittedError']])('without a window is permitted until the start: %i minutes before it', (minutes, error) => {
    expect(cancel(orderOf(inMinutes(minutes), offer()))).toBe(error)
  })

  it('follows the terms of the booked offer', () => {
    expect(cancel(orderOf(inMinutes(60), offer({ fullRefund: false })))).toBe('CancellationNotPermittedError')
  })

  it.each([
    ['CustomerCancelled', null], ['SellerCancelled', null], ['AttendeeAttended', 'CancellationNotPermittedError'], ['AttendeeAbsent', 'CancellationNotPermittedError']
  ] as const)('of a %s item without refund gives %s', (status, error) => {
    expect(cancel(orderOf(inMinutes(-60), offer({ fullRefund: false }), status))).toBe(error)
  })
})
