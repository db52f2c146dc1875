import { expect, it } from 'vitest'
import { requestLine } from '../../domain/control/requests/request-line.ts'
import type { RequestSummary } from '../../domain/control/requests/request-entry.ts'

const specification = 'https://openactive.io/'
const base: RequestSummary = { id: 1, requestId: 'req-1', at: '2027-03-09T10:20:00.000Z', method: 'PUT', path: '/orders/3f2a', stage: 'B', order: '3f2a0000-0000-4000-8000-000000000000', status: 201, duration: 3.6 }

it.each<[Partial<RequestSummary>, string]>([
  [{}, 'PUT B 3f2a… 201 4 ms'],
  [{ stage: 'C1', status: 409, error: { type: 'OpportunityIsFullError', property: 'orderedItem[0]', opportunity: { name: 'Morning Yoga', remaining: 0, maximum: 20 }, check: 'spaces', specification } },
    'PUT C1 3f2a… 409 OpportunityIsFullError (Morning Yoga: 0 of 20 left) 4 ms'],
  [{ status: 400, error: { type: 'IncompleteCustomerDetailsError', property: 'customer.email', expected: 'must be an e-mail address', check: 'customer', specification } },
    'PUT B 3f2a… 400 IncompleteCustomerDetailsError (customer.email must be an e-mail address) 4 ms'],
  [{ faults: ['ID7'], dropped: true }, 'PUT B 3f2a… 201 not sent (fault ID7) 4 ms']
])('%j is one line', (more, line) => {
  expect(requestLine({ ...base, ...more })).toBe(line)
})

it('a request without stage and order has its path', () => {
  const { stage: _stage, order: _order, ...rest } = base
  expect(requestLine({ ...rest, method: 'GET', path: '/openactive', status: 200 })).toBe('GET /openactive 200 4 ms')
})
