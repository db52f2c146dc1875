import { randomUUID } from 'node:crypto'
import { addHours } from 'date-fns'
import { PRIMARY, PUBLISHED, SECONDARY, SHARED } from '../data/sample/credentials.ts'
import { openFeeds } from '../domain/feeds/open-feeds.ts'
import { bookingUrl, siteUrl } from '../domain/protocol/ids.ts'
import { BOOKING_MEDIA_TYPE } from '../plugins/media-type.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import type { OpportunityType } from '../schemas/opportunity-types.ts'

/** An opportunity to begin with. */
export interface Example { readonly opportunity: string, readonly offer: string, readonly seller: string }

/** What a person who has just started the simulator wants to know. */
export interface Facts {
  readonly baseUrl: string
  /** It serves https itself, with a certificate that the machine need not know: curl is not to check it. */
  readonly ownCertificate: boolean
  readonly auth: readonly string[]
  /** The published credentials are replaced by others, which nobody is to read here. */
  readonly ownCredentials: boolean
  readonly sellers: ReadonlyArray<{ readonly id: string, readonly name: string }>
  readonly example: Example | undefined
  readonly dataFile: string | undefined
}

/** @returns the text to print at start, with one request to copy and paste. */
export function banner (facts: Facts): string {
  const { baseUrl, sellers, example, dataFile } = facts
  return [
    'Open Booking Simulator',
    `  base URL      ${baseUrl}`,
    `  dataset site  ${siteUrl(baseUrl)}`,
    `  booking API   ${bookingUrl(baseUrl)}`,
    ...sellers.map(({ id, name }) => `  seller        ${id}  (${name})`),
    `  state         ${dataFile ?? 'in memory, gone at the end'}`,
    ...credentials(facts),
    ...(example === undefined ? [] : ['', 'A first quote (C1):', curl(facts, example)]),
    ''
  ].join('\n')
}

function credentials ({ auth, ownCredentials, sellers }: Facts): string[] {
  if (ownCredentials) return [`  credentials   as configured, by ${auth.join(', ')}`]
  const known: Readonly<Record<string, string>> = {
    basic: `HTTP Basic ${SHARED.id} / ${SHARED.password}`,
    key: `x-api-key: ${SHARED.key}`,
    header: `${CLIENT_HEADER}: ${PRIMARY.id} or ${SECONDARY.id}, with ${SELLER_HEADER}: ${sellers[0]?.id ?? ''}`,
    openid: `OpenID Connect, to register with ${PRIMARY.initialAccessToken}; sellers log in as ${PUBLISHED.logins.map(({ username, password }) => `${username} / ${password}`).join(' or ')}`
  }
  return auth.map((scheme) => `  credentials   ${known[scheme] ?? scheme}`)
}

function curl ({ baseUrl, ownCertificate, auth, ownCredentials }: Facts, { opportunity, offer, seller }: Example): string {
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
/** What an offer says that can't be booked by anybody, at once and directly. */
const CONDITIONS = ['validFrom', 'validThrough', 'validFromBeforeStartDate', 'validThroughBeforeStartDate', 'openBookingInAdvance', 'openBookingFlowRequirement']
/** A session that starts sooner may be over, or closed for booking, before anybody has copied the request. */
const HOURS_LEFT = 2

/**
 * Reads the feeds of a simulator as a broker does.
 * @param get - fetches and parses a page
 * @param types - what is on offer
 * @returns the base URL, and a session that can be booked now and without approval or further details, if there is one
 */
export async function findExample (
  get: (path: string) => Promise<unknown>, types: readonly OpportunityType[], now: Date
): Promise<{ baseUrl: string, example: Example | undefined }> {
  const { next } = await get(`/feeds/${openFeeds(types)[0]?.path ?? ''}`) as Page<Series>
  const baseUrl = next.slice(0, next.lastIndexOf('/feeds/'))
  if (!types.includes('ScheduledSession')) return { baseUrl, example: undefined }
  const organizers = new Map<string, string>()
  for await (const series of readFeed<Series>(get, '/feeds/session-series')) organizers.set(series['@id'], series.organizer['@id'])
  const notBefore = addHours(now, HOURS_LEFT)
  for await (const session of readFeed<Session>(get, '/feeds/scheduled-sessions')) {
    const seller = organizers.get(session.superEvent)
    const offer = session.offers.find((offer) => CONDITIONS.every((condition) => !(condition in offer)))
    const isOpen = !CALLED_OFF.includes(session.eventStatus ?? '') && session.remainingAttendeeCapacity > 0 && new Date(session.startDate) > notBefore
    if (isOpen && seller !== undefined && offer !== undefined) return { baseUrl, example: { opportunity: session['@id'], offer: offer['@id'], seller } }
  }
  return { baseUrl, example: undefined }
}

async function * readFeed<Data> (get: (path: string) => Promise<unknown>, from: string): AsyncGenerator<Data> {
  for (let path = from; ;) {
    const { next, items } = await get(path) as Page<Data>
    if (items.length === 0) return
    yield * items.flatMap(({ data }) => data === undefined ? [] : [data])
    path = next.slice(next.lastIndexOf('/feeds/'))
  }
}
