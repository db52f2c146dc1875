import { expect, it } from 'vitest'
import { opportunityInOrder } from '../../domain/rendering/opportunity-in-order.ts'
import { opportunity } from './build.ts'

it('a place in an order has no containedInPlace', () => {
  const location = { '@type': 'Place', name: 'Hall' }
  const orderedItem = { opportunity: opportunity({ details: { location: { ...location, containedInPlace: { '@type': 'Place' } } } }) }
  expect(opportunityInOrder(orderedItem, 1, '')['location']).toEqual(location)
})
