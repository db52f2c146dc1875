import { opportunityResult } from '../../responses/control/opportunities.ts'
import { iri, price } from '../../responses/values.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED } from './shared.ts'

/** Opportunities made for a test. */
export const OPPORTUNITIES = {
  changeOpportunity: {
    ...CONTROLLED,
    summary: 'Change an opportunity',
    description: 'The path is that of its `@id`, with its slashes.',
    parameters: { path: '{opportunityPath}' },
    examples: { spaces: { spaces: { remaining: 20 } } },
    answers: { 200: { description: 'Everything that the change concerns', schema: opportunityResult } }
  },
  newOpportunity: {
    ...CONTROLLED,
    summary: 'Create an opportunity',
    examples: {
      nextWeek: { price: 12.5, startsIn: 'P7D' },
      adultsAndJuniors: { offers: [{ name: 'Adult', price: 9 }, { name: 'Junior', price: 5 }] }
    },
    answers: {
      201: {
        description: 'The opportunity, and an OrderItem for it',
        schema: {
          type: 'object',
          properties: {
            id: iri,
            offer: iri,
            price,
            seller: iri,
            offers: {
              type: 'array',
              items: {
                type: 'object',
                properties: { id: iri, name: { type: 'string' }, price },
                required: ['id', 'name', 'price']
              }
            },
            orderedItem: {
              type: 'object',
              properties: { '@type': { const: 'OrderItem' }, acceptedOffer: iri, orderedItem: iri },
              required: ['@type', 'acceptedOffer', 'orderedItem']
            }
          },
          required: ['id', 'offer', 'price', 'offers', 'seller', 'orderedItem']
        }
      }
    }
  }
} as const satisfies Readonly<Record<string, Operation>>
