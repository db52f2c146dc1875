import { type Answered, BASE, type Simulator } from './build-app.ts'
import { type Bookable, CUSTOMER, identifiedBody, newUuid, orderBody, PARTNER_1, PAYMENT, proposalBody, quoteBody, SELLER_1, u } from './requests.ts'

type Body = Record<string, unknown>

const ADDRESS = { '@type': 'PostalAddress', streetAddress: '1 Mill Lane', addressLocality: 'Todmorden', addressRegion: 'West Yorkshire', postalCode: 'OL14 5QG', addressCountry: 'GB' }

/** A broker with every property that the specification gives it. */
export const BROKER = {
  '@type': 'Organization',
  identifier: 'brand-7',
  name: 'ActiveFinder',
  email: 'partners@activefinder.example',
  telephone: '01632 960000',
  url: 'https://activefinder.example/',
  logo: { '@type': 'ImageObject', url: 'https://activefinder.example/logo.png' },
  termsOfService: [{ '@type': 'Terms', name: 'Terms and Conditions', url: 'https://activefinder.example/terms', requiresExplicitConsent: true, dateModified: '2027-01-31T09:00:00Z' }],
  address: ADDRESS
}

/** A customer that is an Organization, with every property that the specification gives it. */
export const CLUB = { '@type': 'Organization', identifier: 'club-1', name: 'Walking Club', email: 'club@canary.example', telephone: '01632 960001', address: ADDRESS }

export const ATTENDEE = { '@type': 'Person', identifier: 'p-1', email: 'nia@canary.example', givenName: 'Nia', familyName: 'Pritchard', telephone: '07700 900482' }

/** An answer to a question of the intake form. */
export const answerTo = (question: string, value: unknown): Body =>
  ({ '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/${question}`, value })

export const RESPONSES = [answerTo('experience', 'Twice'), answerTo('photographs', false), answerTo('health', 'A bad knee'), answerTo('heard-of-us', 'A friend'), answerTo('certificate', 'https://a.example/c.pdf')]

/** Details of items that ask for none, for attendee details and for additional details, by index. */
const DETAILS: readonly Body[] = [{}, { attendee: ATTENDEE }, { orderItemIntakeFormResponse: RESPONSES }]

const BODIES = { C1: quoteBody, C2: identifiedBody, P: proposalBody, B: orderBody }

/**
 * Create a body with every property that the specification gives a request.
 * @param items - items that ask for no details, for attendee details and for additional details, in this order
 */
export function completeBody (stage: keyof typeof BODIES, items: readonly Bookable[], more: Body = {}): Body {
  const body = BODIES[stage](items, { broker: BROKER, ...(stage !== 'C1' && { customer: CUSTOMER }), ...(stage.startsWith('C') && { payment: PAYMENT }) })
  const orderedItem = (body['orderedItem'] as Body[]).map((item, index) => ({
    ...item,
    acceptedOffer: { '@type': 'Offer', '@id': item['acceptedOffer'] },
    orderedItem: { '@type': 'ScheduledSession', '@id': item['orderedItem'] },
    ...DETAILS[index]
  }))
  return { ...body, seller: { '@type': 'Organization', '@id': SELLER_1 }, orderedItem, ...more }
}

/**
 * Send a request under a new UUID, and release its spaces afterwards, so that they suffice for many requests.
 * @param endpoint - for example `order-quotes`
 */
export async function sendOnce (simulator: Simulator, endpoint: string, body: Body): Promise<Answered> {
  const uuid = newUuid()
  const answer = await simulator.request('PUT', `/api/openbooking/${endpoint}/${uuid}`, { headers: PARTNER_1, body })
  if (endpoint === 'orders' && answer.status === 201) {
    const ids = answer.body.orderedItem.map((item: Body) => item['@id'])
    if ((await u(simulator, uuid, ids)).status !== 204) throw new Error('The order was not cancelled')
  }
  const path = endpoint.startsWith('order-quote') ? 'order-quotes' : 'orders'
  await simulator.request('DELETE', `/api/openbooking/${path}/${uuid}`, { headers: PARTNER_1 })
  return answer
}
