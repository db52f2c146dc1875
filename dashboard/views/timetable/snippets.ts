import type { OpportunitySummary } from '../../client/types.ts'
import type { OfferSummary } from './windows.ts'

type Booked = Pick<OpportunitySummary, 'id' | 'seller'>
type BookedBy = Pick<OfferSummary, 'id' | 'requires'>

/** The published details by which a seller finds a payment again. */
const RECONCILIATION = { accountId: 'SN1593', paymentProviderId: 'STRIPE' } as const

const PAYMENT = { '@type': 'Payment', name: 'My broker', identifier: 'payment-1', ...RECONCILIATION } as const

const CUSTOMER = {
  '@type': 'Person',
  givenName: 'Nia',
  familyName: 'Pritchard',
  email: 'nia.pritchard@example.com',
  telephone: '020 811 8055'
} as const

/** @returns the members that C2 and B have in common, for a customer who is the attendee */
function orderOf ({ id, seller }: Booked, { id: offer, requires = [] }: BookedBy): object {
  return {
    '@context': 'https://openactive.io/',
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My broker' },
    seller: { '@type': 'Organization', '@id': seller },
    customer: CUSTOMER,
    orderedItem: [{
      '@type': 'OrderItem',
      position: 0,
      acceptedOffer: { '@type': 'Offer', '@id': offer },
      orderedItem: { '@id': id },
      ...(requires.includes('OpenBookingAttendeeDetails') && { attendee: CUSTOMER })
    }]
  }
}

/** @returns the last stage of a booking: B, or P where the seller has to accept it */
const lastStage = ({ requires = [] }: BookedBy): { readonly type: string, readonly path: string } =>
  requires.includes('OpenBookingApproval')
    ? { type: 'OrderProposal', path: 'order-proposals' }
    : { type: 'Order', path: 'orders' }

/** @returns a text between single quotes for a shell */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const indented = (value: unknown): string => JSON.stringify(value, null, 2)

/** The amount of the quote, and the payment that it asks for, as an expression for JavaScript. */
const FROM_QUOTE = `totalPaymentDue: quote.totalPaymentDue,
  ...(!quote.totalPaymentDue.openBookingPrepayment?.endsWith("Unavailable") && { payment: ${JSON.stringify(PAYMENT)} })`

/**
 * Write a booking as commands for a shell with curl and Node: C2, and B or P with the price of the quote.
 * @param base - base URL of the simulator
 */
export function asCurl (base: string, opportunity: Booked, offer: BookedBy): string {
  const { type, path } = lastStage(offer)
  return `API=${quoted(`${base}/api/openbooking`)}
UUID=$(node -p 'crypto.randomUUID()')
export ORDER=${quoted(indented(orderOf(opportunity, offer)))}
put() { curl -s -X PUT "$API/$1/$UUID" -H 'X-API-Key: YOUR-KEY' \\
  -H 'Content-Type: application/vnd.openactive.booking+json; version=1' -d @-; }

export QUOTE=$(node -p 'JSON.stringify({ ...JSON.parse(process.env.ORDER), "@type": "OrderQuote" })' | put order-quotes)
node -p 'const quote = JSON.parse(process.env.QUOTE)
JSON.stringify({ ...JSON.parse(process.env.ORDER), "@type": "${type}",
  ${FROM_QUOTE} })' | put ${path}
`
}

/** Write the same as a test. */
export function asTest (base: string, opportunity: Booked, offer: BookedBy): string {
  const { type, path } = lastStage(offer)
  return `import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'

const API = ${JSON.stringify(`${base}/api/openbooking`)}
const ORDER = ${indented(orderOf(opportunity, offer))}

const put = async (path, body) => {
  const response = await fetch(\`\${API}/\${path}\`, {
    method: 'PUT',
    headers: {
      'X-API-Key': 'YOUR-KEY',
      'Content-Type': 'application/vnd.openactive.booking+json; version=1'
    },
    body: JSON.stringify(body)
  })
  return { status: response.status, body: await response.json() }
}

it('books', async () => {
  const uuid = randomUUID()
  const { body: quote } = await put(\`order-quotes/\${uuid}\`, { ...ORDER, '@type': 'OrderQuote' })
  const { status, body } = await put(\`${path}/\${uuid}\`, { ...ORDER, '@type': '${type}',
  ${FROM_QUOTE} })
  expect([status, body['@type']]).toEqual([201, '${type}'])
})
`
}
