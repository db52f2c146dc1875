/** A small broker: it quotes and books for a customer, and repeats calls that may not have arrived. */
const TRIES = 4
const CUSTOMER = { '@type': 'Person', email: 'nia.pritchard@example.com' }
const PAYMENT = {
  '@type': 'Payment', identifier: 'pay-1', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE'
}

/**
 * @param {string} api - base URL of the Open Booking API
 * @param {Record<string, string>} headers - media type and credentials
 */
export function createBroker (api, headers) {
  /** Send a request. A repeated one is safe: the UUID in its path makes it the same booking. */
  async function send (method, path, body, tries = TRIES) {
    const json = body && JSON.stringify({ '@context': 'https://openactive.io/', ...body })
    const request = fetch(`${api}${path}`, { method, headers, body: json })
    const response = await request.catch((error) => ({ status: 503, error }))
    if (response.status === 503 && tries > 1) return await send(method, path, body, tries - 1)
    if (response.error) throw response.error
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  const parties = ({ seller, orderedItem }) => ({
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My App' },
    seller,
    orderedItem: [orderedItem]
  })
  const order = (item, price) => ({
    ...parties(item),
    customer: CUSTOMER,
    totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency: 'GBP' },
    payment: PAYMENT
  })

  return {
    send,
    /** C1: ask for a price and, with most booking systems, for a lease. */
    quote: (uuid, item) => send('PUT', `/order-quote-templates/${uuid}`, { '@type': 'OrderQuote', ...parties(item) }),
    /** C2: the same for a known customer. */
    quoteFor: (uuid, item) =>
      send('PUT', `/order-quotes/${uuid}`, { '@type': 'OrderQuote', customer: CUSTOMER, ...parties(item) }),
    /** P: propose an order to the seller. */
    propose: (uuid, item) =>
      send('PUT', `/order-proposals/${uuid}`, { '@type': 'OrderProposal', ...order(item, item.price) }),
    /** B: book at the quoted price. */
    book: (uuid, item, price = item.price) =>
      send('PUT', `/orders/${uuid}`, { '@type': 'Order', ...order(item, price) }),
    /** B of an order proposal that the seller has accepted. */
    bookProposal: (uuid, orderProposalVersion) =>
      send('PUT', `/orders/${uuid}`, { '@type': 'Order', orderProposalVersion }),
    /** Order Status. */
    status: (uuid) => send('GET', `/orders/${uuid}`)
  }
}
