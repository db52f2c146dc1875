import type { OpportunitySummary } from '../../client/types.ts'
import type { OfferSummary } from './windows.ts'

/** @returns a text between single quotes for a shell */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/**
 * Write a request for C1 as a command.
 * @param base - base URL of the simulator
 */
export function asCurl (base: string, { id, seller }: OpportunitySummary, offer: OfferSummary): string {
  const body = JSON.stringify({
    '@context': 'https://openactive.io/',
    '@type': 'OrderQuote',
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My broker' },
    seller: { '@type': 'Organization', '@id': seller },
    orderedItem: [{
      '@type': 'OrderItem',
      position: 0,
      acceptedOffer: { '@type': 'Offer', '@id': offer.id },
      orderedItem: { '@id': id }
    }]
  }, null, 2)
  return `curl -X PUT ${quoted(`${base}/api/openbooking/order-quote-templates/`)}"$(uuidgen)" \\
  -H 'X-API-Key: YOUR-KEY' \\
  -H 'Content-Type: application/vnd.openactive.booking+json; version=1' \\
  --data ${quoted(body)}`
}

/** Write the same as a test. */
export function asTest (base: string, { id, seller }: OpportunitySummary, offer: OfferSummary): string {
  const text = JSON.stringify
  return `import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'

it('quotes a price', async () => {
  const response = await fetch(\`${base}/api/openbooking/order-quote-templates/\${randomUUID()}\`, {
    method: 'PUT',
    headers: {
      'X-API-Key': 'YOUR-KEY',
      'Content-Type': 'application/vnd.openactive.booking+json; version=1'
    },
    body: JSON.stringify({
      '@context': 'https://openactive.io/',
      '@type': 'OrderQuote',
      brokerRole: 'https://openactive.io/AgentBroker',
      broker: { '@type': 'Organization', name: 'My broker' },
      seller: { '@type': 'Organization', '@id': ${text(seller)} },
      orderedItem: [{
        '@type': 'OrderItem',
        position: 0,
        acceptedOffer: { '@type': 'Offer', '@id': ${text(offer.id)} },
        orderedItem: { '@id': ${text(id)} }
      }]
    })
  })
  expect(response.status).toBe(200)
  expect((await response.json()).totalPaymentDue.price).toBe(${offer.price})
})
`
}
