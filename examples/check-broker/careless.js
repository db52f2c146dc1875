/** A broker with ten faults. `check-broker` names all of them. */
import { randomUUID } from 'node:crypto'
import { API, HEADERS, ITEMS } from './environment.js'

const [item] = ITEMS

/** B without C1 and C2, under a UUID that has no version. */
async function book () {
  const uuid = randomUUID().replace(/-4(...)-.(...)-/, '-0$1-0$2-')
  return await fetch(`${API}/orders/${uuid}`, {
    method: 'PUT',
    headers: { ...HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({
      '@type': 'Order',
      brokerRole: 'https://openactive.io/AgentBroker',
      broker: { '@type': 'Organization', name: 'Careless' },
      seller: item.seller,
      customer: { '@type': 'Person', email: 'nia.pritchard@example.com' },
      orderedItem: [item.orderedItem],
      orderCreationStatus: 'https://openactive.io/OrderCreationPaymentAuthorized',
      paymentMethod: 'card',
      totalPaymentDue: { '@type': 'PriceSpecification', price: item.price, priceCurrency: 'GBP' },
      payment: {
        '@type': 'Payment',
        identifier: 'pay-1',
        name: 'AcmeBroker Points',
        accountId: 'SN1593',
        paymentProviderId: 'STRIPE'
      }
    })
  })
}

// An answer that is lost leads to a second booking, and nobody reads the orders feed.
if (item !== undefined) await book().catch(book)
