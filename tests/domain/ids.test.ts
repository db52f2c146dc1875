import { describe, expect, it } from 'vitest'
import { holderOfOffer, iriOf, isOpportunityPath, parseOrderItemIri, pathOf } from '../../domain/protocol/ids.ts'

const BASE = 'http://localhost:5000/sim'
const UUID = '3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11'

describe('an IRI', () => {
  it('belongs to the simulator if it begins with the base URL and a slash', () => {
    expect(pathOf(BASE, `${BASE}/api/identifiers/sellers/1`)).toBe('api/identifiers/sellers/1')
    expect(pathOf(BASE, 'http://localhost:5000/simulator/api')).toBeUndefined()
    expect(pathOf(BASE, 'http://localhost:5000/api/identifiers/sellers/1')).toBeUndefined()
  })

  it('is equal as text and as a node', () => {
    expect([iriOf('x:1'), iriOf({ '@id': 'x:1' }), iriOf({}), iriOf({ '@id': 5 }), iriOf(undefined)]).toEqual(['x:1', 'x:1', undefined, undefined, undefined])
  })
})

describe('a path', () => {
  it.each([
    ['api/identifiers/scheduled-sessions/1/events/2', true],
    ['api/identifiers/facility-uses/1/individual-facility-uses/1/slots/1', true],
    ['api/identifiers/../openbooking', false],
    ['api/identifiers//1', false],
    ['api/identifiers/a%2e', false],
    ['api/identifiers/', false],
    ['api/openbooking/orders/1', false],
    ['api/identifiers/session-series/1#/offers/0', false]
  ])('%s denotes an opportunity: %s', (path, is) => {
    expect(isOpportunityPath(path)).toBe(is)
  })

  it.each([
    ['api/identifiers/session-series/1#/offers/0', 'api/identifiers/session-series/1'],
    ['api/identifiers/session-series/1#/offers/', undefined],
    ['api/identifiers/session-series/1#/offers/0/1', undefined],
    ['api/identifiers/session-series/1', undefined]
  ])('%s of an offer belongs to %s', (path, holder) => {
    expect(holderOfOffer(path)).toBe(holder)
  })
})

describe('the id of an order item', () => {
  it('contains the ids of order and item', () => {
    expect(parseOrderItemIri(BASE, `${BASE}/api/openbooking/orders/${UUID}#/orderedItems/2`)).toEqual({ uuid: UUID, id: '2' })
  })

  it.each([`${BASE}/api/openbooking/orders/${UUID}#/orderedItems/2-0-1`, `${BASE}/api/openbooking/orders/${UUID}`, `https://elsewhere.example/orders/${UUID}#/orderedItems/2`, ''])('cannot be "%s"', (iri) => {
    expect(parseOrderItemIri(BASE, iri)).toBeUndefined()
  })
})
