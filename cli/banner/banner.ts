import { randomUUID } from 'node:crypto'
import { PRIMARY, PUBLISHED, SECONDARY, SHARED } from '../../data/sample/credentials.ts'
import { BOOKING_MEDIA_TYPE, bookingUrl, siteUrl } from '../../domain/protocol/ids.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../../schemas/header-names.ts'
import type { Example } from './example.ts'

/** The content of the banner. */
export interface Facts {
  readonly baseUrl: string
  /** The simulator serves https itself; curl skips the check of the certificate, for the machine may not trust it. */
  readonly ownCertificate: boolean
  readonly auth: readonly string[]
  /** Own credentials replace the published ones; the banner keeps them secret. */
  readonly ownCredentials: boolean
  readonly sellers: ReadonlyArray<{ readonly id: string, readonly name: string }>
  readonly example: Example | undefined
  /** Description of the place of the state, undefined for memory. */
  readonly state: string | undefined
}

/**
 * Write the banner, with one request to copy and paste.
 * @param facts - the content
 * @returns the text, with an empty line at its end
 */
export function banner (facts: Facts): string {
  const { baseUrl, sellers, example, state } = facts
  return [
    'Open Booking Simulator',
    `  base URL      ${baseUrl}`,
    `  dataset site  ${siteUrl(baseUrl)}`,
    `  booking API   ${bookingUrl(baseUrl)}`,
    ...sellers.map(({ id, name }) => `  seller        ${id}  (${name})`),
    `  state         ${state ?? 'in memory, lost at the end'}`,
    ...credentials(facts),
    ...(example === undefined ? [] : ['', 'Request a first quote (C1):', curl(facts, example)]),
    ''
  ].join('\n')
}

function credentials ({ auth, ownCredentials, sellers }: Facts): string[] {
  if (ownCredentials) return [`  credentials   as configured, by ${auth.join(', ')}`]
  const logins = PUBLISHED.logins.map(({ username, password }) => `${username} / ${password}`)
  const known: Readonly<Record<string, string>> = {
    basic: `HTTP Basic ${SHARED.id} / ${SHARED.password}`,
    key: `x-api-key: ${SHARED.key}`,
    header: `${CLIENT_HEADER}: ${PRIMARY.id} or ${SECONDARY.id}, with ${SELLER_HEADER}: ${sellers[0]?.id ?? ''}`,
    openid: `OpenID Connect, register with ${PRIMARY.initialAccessToken}; sellers log in as ${logins.join(' or ')}`
  }
  return auth.map((scheme) => `  credentials   ${known[scheme] ?? scheme}`)
}

function curl (facts: Facts, { opportunity, offer, seller }: Example): string {
  const { baseUrl, ownCertificate, auth, ownCredentials } = facts
  const headers: Readonly<Record<string, string>> = {
    basic: ownCredentials ? '-u ID:PASSWORD' : `-u ${SHARED.id}:${SHARED.password}`,
    key: `-H 'x-api-key: ${ownCredentials ? 'KEY' : SHARED.key}'`,
    header: `-H '${CLIENT_HEADER}: ${ownCredentials ? 'ID' : PRIMARY.id}' -H '${SELLER_HEADER}: ${seller}'`,
    openid: "-H 'Authorization: Bearer TOKEN'"
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
    `curl ${ownCertificate ? '-k ' : ''}-X PUT ${bookingUrl(baseUrl)}/order-quote-templates/${randomUUID()}`,
    `  ${headers[auth[0] ?? ''] ?? ''}`,
    `  -H 'Content-Type: ${BOOKING_MEDIA_TYPE}'`,
    `  -d '${JSON.stringify(body)}'`
  ].join(' \\\n')
}
