import { randomUUID } from 'node:crypto'
import { addHours } from 'date-fns/addHours'
import { PRIMARY, PUBLISHED, SECONDARY, SHARED } from '../data/sample/credentials.ts'
import { openFeeds } from '../domain/feeds/open-feeds.ts'
import { bookingUrl, siteUrl } from '../domain/protocol/ids.ts'
import { BOOKING_MEDIA_TYPE } from '../plugins/media-type.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import type { OpportunityType } from '../schemas/opportunity-types.ts'

/** The IRIs for a first request. */
export interface Example { readonly opportunity: string, readonly offer: string, readonly seller: string }

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

interface Page<Data> { readonly next: string, readonly items: ReadonlyArray<{ readonly data?: Data }> }
interface Series { readonly '@id': string, readonly organizer: { readonly '@id': string } }
interface Session {
  readonly '@id': string
  readonly superEvent: string
  readonly startDate: string
  readonly eventStatus?: string
  readonly remainingAttendeeCapacity: number
  readonly offers: ReadonlyArray<{ readonly '@id': string }>
}

const CALLED_OFF = ['https://schema.org/EventCancelled', 'https://schema.org/EventPostponed']
/** Offer properties that restrict who can book, when, or by which flow. */
const CONDITIONS = [
  'validFrom', 'validThrough', 'validFromBeforeStartDate', 'validThroughBeforeStartDate',
  'openBookingInAdvance', 'openBookingFlowRequirement'
]
/** Shortest time to the start of the example (hours): a sooner session may close before the request is copied. */
const HOURS_LEFT = 2

/**
 * Read the feeds of a simulator like a broker, and find a session for a first request.
 * @param get - fetches and parses the page at a path
 * @param types - the opportunity types on offer
 * @param now - the current time
 * @returns the base URL, and the first session that is bookable now, without approval or further details, if any
 */
export async function findExample (
  get: (path: string) => Promise<unknown>, types: readonly OpportunityType[], now: Date
): Promise<{ baseUrl: string, example: Example | undefined }> {
  const { next } = await get(`/feeds/${openFeeds(types)[0]?.path ?? ''}`) as Page<Series>
  const baseUrl = next.slice(0, next.lastIndexOf('/feeds/'))
  if (!types.includes('ScheduledSession')) return { baseUrl, example: undefined }
  const organizers = new Map<string, string>()
  for await (const series of readFeed<Series>(get, '/feeds/session-series')) {
    organizers.set(series['@id'], series.organizer['@id'])
  }
  const notBefore = addHours(now, HOURS_LEFT)
  for await (const session of readFeed<Session>(get, '/feeds/scheduled-sessions')) {
    const seller = organizers.get(session.superEvent)
    const offer = session.offers.find((offer) => CONDITIONS.every((condition) => !(condition in offer)))
    if (isOpen(session, notBefore) && seller !== undefined && offer !== undefined) {
      return { baseUrl, example: { opportunity: session['@id'], offer: offer['@id'], seller } }
    }
  }
  return { baseUrl, example: undefined }
}

function isOpen ({ eventStatus = '', remainingAttendeeCapacity, startDate }: Session, notBefore: Date): boolean {
  return !CALLED_OFF.includes(eventStatus) && remainingAttendeeCapacity > 0 && new Date(startDate) > notBefore
}

async function * readFeed<Data> (get: (path: string) => Promise<unknown>, from: string): AsyncGenerator<Data> {
  for (let path = from; ;) {
    const { next, items } = await get(path) as Page<Data>
    if (items.length === 0) return
    yield * items.flatMap(({ data }) => data === undefined ? [] : [data])
    path = next.slice(next.lastIndexOf('/feeds/'))
  }
}
