import type { Stage } from '../../../schemas/control/faults.ts'
import { isNode } from '../../request/node.ts'
import type { Exchange } from './exchange.ts'
import { occasion, type Requirement } from './requirement.ts'

const ORDERING: readonly Stage[] = ['C1', 'C2', 'P', 'B']
const MEDIA_TYPE = /^application\/vnd\.openactive\.booking\+json; ?version="?1"?(?:;|$)/i
const TYPES: Partial<Record<Stage, string>> = { C1: 'OrderQuote', C2: 'OrderQuote', P: 'OrderProposal', B: 'Order' }

/** Look at each request of some stages that has a body. */
function inRequests (
  stages: readonly Stage[], problemOf: (exchange: Exchange) => string | false
): Requirement['check'] {
  return (exchanges) => exchanges
    .filter(({ stage, asked }) => stages.includes(stage) && asked !== undefined)
    .map((exchange) => occasion(exchange, problemOf(exchange)))
}

/** @returns whether the request books an order proposal, and so needs nothing but its version */
const isOfVersion = ({ asked }: Exchange): boolean => asked?.['orderProposalVersion'] !== undefined

function itemsOf ({ asked }: Exchange): unknown[] {
  const items = asked?.['orderedItem']
  return Array.isArray(items) ? items : []
}

const paymentOf = ({ asked }: Exchange): Readonly<Record<string, unknown>> => {
  const payment = asked?.['payment']
  return isNode(payment) ? payment : {}
}

/** Requirements on the content of requests. */
export const REQUEST_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'media-type',
    title: 'Requests with a body have the media type of the Open Booking API with its version',
    level: 'MUST',
    section: 'media-types',
    check: inRequests([...ORDERING, 'U'], ({ headers }) => {
      const type = headers['content-type']
      return !MEDIA_TYPE.test(String(type)) &&
        `Content-Type must be application/vnd.openactive.booking+json; version=1; received ${String(type)}.`
    })
  },
  {
    id: 'context',
    title: 'Requests have @context https://openactive.io/',
    level: 'MUST',
    section: 'request-and-response',
    check: inRequests([...ORDERING, 'U'], ({ asked }) =>
      ![asked?.['@context']].flat().includes('https://openactive.io/') && '@context must be https://openactive.io/.')
  },
  {
    id: 'type-of-stage',
    title: 'Requests have the @type of their stage',
    level: 'MUST',
    section: 'request-and-response',
    check: inRequests(ORDERING, ({ stage, asked }) =>
      asked?.['@type'] !== TYPES[stage] && `@type must be ${TYPES[stage]} at ${stage}.`)
  },
  {
    id: 'position',
    title: 'Each OrderItem has a position',
    level: 'MUST',
    section: 'schema-orderitem',
    check: inRequests(ORDERING, (exchange) => {
      const index = itemsOf(exchange).findIndex((item) => !isNode(item) || !Number.isInteger(item['position']))
      return index !== -1 && `orderedItem[${index}].position must be an integer.`
    })
  },
  {
    id: 'customer-at-c2',
    title: 'C2, P and B have customer details, except for a ResellerBroker',
    level: 'MUST',
    section: 'customer-details-capture',
    check: inRequests(['C2', 'P', 'B'], (exchange) => {
      const { asked, stage } = exchange
      const isReseller = String(asked?.['brokerRole']).endsWith('ResellerBroker')
      return !isReseller && !isOfVersion(exchange) && !isNode(asked?.['customer']) && `${stage} has no customer.`
    })
  },
  {
    id: 'no-order-creation-status',
    title: 'orderCreationStatus stays with the broker',
    level: 'MUST',
    section: 'order-statuses-in-the-booking-system',
    check: inRequests(ORDERING, ({ asked }) =>
      asked?.['orderCreationStatus'] !== undefined && 'The request has orderCreationStatus.')
  },
  {
    id: 'no-payment-method',
    title: 'paymentMethod is not used',
    level: 'MUST',
    section: 'oa-payment',
    check: inRequests(ORDERING, (exchange) =>
      (exchange.asked?.['paymentMethod'] ?? paymentOf(exchange)['paymentMethod']) !== undefined &&
        'The request has paymentMethod.')
  },
  {
    id: 'payment-identifier',
    title: 'A payment in B and P has an identifier',
    level: 'MUST',
    section: 'basic-payment',
    check: inRequests(['P', 'B'], (exchange) => exchange.asked?.['payment'] !== undefined &&
      typeof paymentOf(exchange)['identifier'] !== 'string' && 'payment.identifier is missing.')
  }
]
