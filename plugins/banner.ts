import { randomUUID } from 'node:crypto'
import { BOOKING_MEDIA_TYPE } from './media-type.ts'
import { PUBLISHED } from './credentials.ts'

/** An opportunity to begin with. */
export interface Example { readonly opportunity: string, readonly offer: string }

/** What a person who has just started the simulator wants to know. */
export interface Facts {
  readonly baseUrl: string
  readonly auth: readonly string[]
  readonly sellers: ReadonlyArray<{ readonly id: string, readonly name: string }>
  readonly example: Example | undefined
  readonly dataFile: string | undefined
}

/** @returns the text to print at start, with one request to copy and paste. */
export function banner ({ baseUrl, auth, sellers, example, dataFile }: Facts): string {
  return [
    'Open Booking Simulator',
    `  base URL      ${baseUrl}`,
    `  dataset site  ${baseUrl}/openactive`,
    `  booking API   ${baseUrl}/api/openbooking`,
    ...sellers.map(({ id, name }) => `  seller        ${id}  (${name})`),
    `  state         ${dataFile ?? 'in memory, gone at the end'}`,
    ...credentials(auth, sellers[0]?.id ?? ''),
    ...(example === undefined ? [] : ['', 'A first quote (C1):', curl(baseUrl, auth, sellers[0]?.id ?? '', example)]),
    ''
  ].join('\n')
}

function credentials (auth: readonly string[], seller: string): string[] {
  const known: Readonly<Record<string, string>> = {
    basic: `HTTP Basic ${PUBLISHED.basic.username} / ${PUBLISHED.basic.password}`,
    key: `x-api-key: ${PUBLISHED.key}`,
    header: `X-OpenActive-Test-Client-Id: ${PUBLISHED.clients.join(' or ')}, with X-OpenActive-Test-Seller-Id: ${seller}`
  }
  return auth.map((scheme) => `  credentials   ${known[scheme] ?? scheme}`)
}

function curl (baseUrl: string, auth: readonly string[], seller: string, { opportunity, offer }: Example): string {
  const headers: Readonly<Record<string, string>> = {
    basic: `-u ${PUBLISHED.basic.username}:${PUBLISHED.basic.password}`,
    key: `-H 'x-api-key: ${PUBLISHED.key}'`,
    header: `-H 'X-OpenActive-Test-Client-Id: ${PUBLISHED.clients[0]}' -H 'X-OpenActive-Test-Seller-Id: ${seller}'`
  }
  const body = {
    '@context': 'https://openactive.io/',
    '@type': 'OrderQuote',
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My App' },
    seller,
    orderedItem: [{ '@type': 'OrderItem', position: 0, acceptedOffer: offer, orderedItem: opportunity }]
  }
  return [
    `curl -X PUT ${baseUrl}/api/openbooking/order-quote-templates/${randomUUID()}`,
    `  ${headers[auth[0] ?? ''] ?? ''}`,
    `  -H 'Content-Type: ${BOOKING_MEDIA_TYPE}'`,
    `  -d '${JSON.stringify(body)}'`
  ].join(' \\\n')
}
