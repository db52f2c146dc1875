import { offer } from './opportunities.ts'
import { owner, OWNER, purchase, totals } from './placed.ts'
import { count, currency, instant, json, path, text, yes } from './values.ts'

const override = {
  type: 'object',
  properties: {
    ...offer.properties.override.properties, price: { type: 'number', minimum: 0 }, priceCurrency: currency
  },
  required: ['price', 'priceCurrency'],
  additionalProperties: false
} as const

/** Spaces held for a future Order or for an OrderProposal. */
export const lease = {
  type: 'object',
  properties: {
    ...owner,
    expires: instant,
    spaces: { type: 'object', propertyNames: path, additionalProperties: count },
    unreserved: yes,
    quote: {
      type: 'object',
      properties: {
        brokerRole: text,
        basis: totals.properties.basis,
        dynamicAccountId: text,
        items: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              position: { type: 'integer' }, orderedItem: path, acceptedOffer: path, priceMinor: count, override
            },
            required: ['position', 'orderedItem', 'acceptedOffer'],
            additionalProperties: false
          }
        }
      },
      required: ['brokerRole', 'items'],
      additionalProperties: false
    }
  },
  required: [...OWNER, 'spaces'],
  additionalProperties: false
} as const

/** An order of the older API. */
export const classic = {
  type: 'object',
  properties: {
    ...owner,
    purchase,
    quantity: count,
    broker: json,
    customer: json,
    orderDate: instant,
    paymentDueDate: instant,
    totals,
    payments: { type: 'array', items: json },
    expires: instant
  },
  required: [...OWNER, 'purchase', 'quantity', 'totals'],
  additionalProperties: false
} as const
