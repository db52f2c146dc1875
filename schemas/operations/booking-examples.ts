// Requests that work, in the order C1, C2, B, U, and with a second UUID P, B after P. The words in braces stand for
// values of the simulator that shows the example.

const context = 'https://openactive.io/'

const parties = {
  brokerRole: 'https://openactive.io/AgentBroker',
  broker: { '@type': 'Organization', name: 'My App', url: 'https://myapp.example/' }
} as const
const customer = {
  '@type': 'Person', email: 'ada@customers.example', givenName: 'Ada', familyName: 'Lovelace', telephone: '07700 900482'
} as const
const orderedItem = [
  { '@type': 'OrderItem', position: 0, acceptedOffer: '{offer}', orderedItem: '{opportunity}' }
] as const
const proposedItem = [
  { '@type': 'OrderItem', position: 0, acceptedOffer: '{approvalOffer}', orderedItem: '{approvalOpportunity}' }
] as const

export const quoteTemplate = { '@context': context, '@type': 'OrderQuote', ...parties, seller: '{seller}', orderedItem }
export const quote = { ...quoteTemplate, customer }

/** An order that costs nothing has no payment. */
export const order = {
  ...quote,
  '@type': 'Order',
  totalPaymentDue: { '@type': 'PriceSpecification', price: '{price}', priceCurrency: 'GBP' },
  payment: '{payment}'
}

export const proposal = {
  ...quote,
  '@type': 'OrderProposal',
  seller: '{approvalSeller}',
  orderedItem: proposedItem,
  totalPaymentDue: { '@type': 'PriceSpecification', price: '{approvalPrice}', priceCurrency: 'GBP' },
  payment: '{approvalPayment}'
}

/** The version is in the response to P. */
export const confirmation = {
  '@context': context, '@type': 'Order', orderProposalVersion: '{$response.body#/orderProposalVersion}'
} as const

const cancellationOf = (id: string) => ({
  '@context': context,
  '@type': 'Order',
  orderedItem: [{ '@type': 'OrderItem', '@id': id, orderItemStatus: 'https://openactive.io/CustomerCancelled' }]
})
export const cancellation = cancellationOf('{base}/api/openbooking/orders/{uuid}#/orderedItems/1')
export const linkedCancellation = cancellationOf('{$response.body#/orderedItem/0/@id}')

export const rejection = {
  '@context': context, '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected'
} as const
