import { describe, expect, it } from 'vitest'
import { BASE, shareApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c1, c2, EVERY_KIND, FEED, findInFeed, type Kind, newUuid } from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'

const app = shareApp({ control: 'on' })
const KINDS: readonly Kind[] = FULL ? EVERY_KIND : ['ScheduledSession', 'FacilityUseSlot', 'Event', 'CourseInstanceSubEvent']

interface Created { readonly id: string, readonly offers: ReadonlyArray<{ readonly id: string, readonly name: string, readonly price: number }> }

async function create (given: object): Promise<Created> {
  const { status, body, text } = await control(await app(), 'POST', '/opportunities', given)
  if (status !== 201) throw new Error(text)
  return body
}

const bookables = ({ id, offers }: Created, kind: Kind = 'ScheduledSession'): Bookable[] =>
  offers.map((offer) => ({ opportunity: id, offer: offer.id, price: offer.price, feed: FEED[kind] }))

describe.each(KINDS)('a %s with an offer for adults and one for juniors', (type) => {
  it('shows both in its feed, and can be booked by one, the other, or both in one order', async () => {
    const simulator = await app()
    const created = await create({ type, offers: [{ name: 'Adult', price: 9 }, { name: 'Junior', price: 5 }] })
    expect(created.offers.map(({ name, price }) => [name, price])).toEqual([['Adult', 9], ['Junior', 5]])
    const { offers } = await findInFeed(simulator, FEED[type], created.id)
    expect(offers.map(({ '@id': id, name, price }: Record<string, unknown>) => ({ id, name, price }))).toEqual(created.offers)
    const [adult, junior] = bookables(created, type) as [Bookable, Bookable]
    const [alone, together] = [[[[adult], 9], [[junior], 5]], [[[adult, junior], 14], [[junior, adult, junior], 19]]] as const
    const uuid = newUuid()
    // A slot of an individual facility has one space.
    for (const [items, due] of [...alone, ...type === 'IndividualFacilityUseSlot' ? [] : together]) {
      const { status, body } = await c1(simulator, items, { uuid })
      expect([status, body.totalPaymentDue?.price]).toEqual([200, due])
      expect(body.orderedItem.map(({ acceptedOffer }: { acceptedOffer: { '@id': string } }) => acceptedOffer['@id'])).toEqual(items.map(({ offer }) => offer))
    }
  })
})

it.each<[Kind, string | undefined]>([
  ['ScheduledSession', 'session-series'], ['Event', undefined], ['HeadlineEventSubEvent', undefined]
])('%s: isAccessibleForFree ends once a free opportunity gets a price', async (type, groups) => {
  const simulator = await app()
  const { id, offers: [offer] } = await create({ type, criterion: 'TestOpportunityBookableFree' })
  const holder = offer?.id.replace(/#.*/, '') ?? ''
  const shown = async (): Promise<unknown[]> => {
    const item = await findInFeed(simulator, FEED[type], id)
    const parent = groups === undefined ? item['superEvent'] : await findInFeed(simulator, groups, holder)
    return [item, parent].map((one) => one?.isAccessibleForFree)
  }
  const item = { opportunity: id, offer: offer?.id ?? '', price: 5, feed: FEED[type] }
  // Orders show an opportunity as its feed does.
  const inOrders = async (): Promise<string> => (await c1(simulator, [item])).text
  expect([await shown(), await inOrders()]).toEqual([expect.arrayContaining([true]), expect.stringContaining('"isAccessibleForFree":true')])
  expect((await control(simulator, 'PATCH', `/opportunities/${holder.slice(BASE.length + 1)}`, { price: 5 })).status).toBe(200)
  expect([await shown(), await inOrders()]).toEqual([[undefined, undefined], expect.not.stringContaining('isAccessibleForFree')])
  expect((await b(simulator, [item])).text).not.toContain('isAccessibleForFree')
})

const AT = '2027-03-09T10:20:00Z'
const reasons = async (terms: object): Promise<unknown> => {
  const { body } = await c1(await app(), bookables(await create({ offers: [terms] })))
  return body.orderedItem[0].error?.map((error: { '@type': string }) => error['@type']) ?? []
}

describe('the terms of an offer', () => {
  it.each<[object, boolean]>([
    [{ validFrom: '2027-03-09T10:21:00Z' }, false],
    [{ validFrom: AT }, true],
    [{ validThrough: '2027-03-09T10:19:59Z' }, false],
    [{ validThrough: '2027-03-09T10:20:00+00:00' }, true],
    [{ validThrough: '2027-03-09T11:20:00+01:00' }, true],
    [{ validFrom: '2027-03-09T10:00:00Z', validThrough: '2027-03-09T11:00:00Z' }, true],
    [{ validFromBeforeStartDate: 'P1D', validThroughBeforeStartDate: 'PT23H' }, true],
    [{ validThroughBeforeStartDate: 'P2D' }, false],
    [{ validFromBeforeStartDate: 'PT1H' }, false],
    [{ openBookingInAdvance: 'Unavailable' }, false],
    [{ openBookingInAdvance: 'Required' }, true]
  ])('%j can be booked: %s', async (terms, isBookable) => {
    expect(await reasons(terms)).toEqual(isBookable ? [] : ['OpportunityOfferPairNotBookableError'])
  })

  it('can ask for attendees at one offer, and for attendees and answers at another', async () => {
    const simulator = await app()
    const created = await create({
      offers: [
        { name: 'Open' },
        { name: 'Member', openBookingFlowRequirement: ['OpenBookingAttendeeDetails'] },
        { name: 'Beginner', openBookingFlowRequirement: ['OpenBookingAttendeeDetails', 'OpenBookingIntakeForm'] }
      ]
    })
    const { body } = await c2(simulator, bookables(created))
    const errors = body.orderedItem.map(({ error = [] }: { error?: Array<{ '@type': string }> }) => [...new Set(error.map((one) => one['@type']))])
    expect(errors).toEqual([[], ['IncompleteAttendeeDetailsError'], ['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError']])
  })

  it('change while a broker is between C1 and C2', async () => {
    const simulator = await app()
    const created = await create({ offers: [{ price: 9 }] })
    const items = bookables(created)
    expect((await c1(simulator, items)).body.totalPaymentDue.price).toBe(9)
    const [{ id = '' } = {}] = created.offers
    const group = id.slice(BASE.length + 1).replace(/#.*$/, '')
    const patch = { offers: [{ id, name: 'Late', price: 11, validThrough: '2027-03-09T10:00:00Z' }] }
    expect((await control(simulator, 'PATCH', `/opportunities/${group}`, patch)).status).toBe(200)
    const late = await c2(simulator, items)
    expect(late.body.orderedItem[0]).toMatchObject({ acceptedOffer: { name: 'Late', price: 11 }, error: [{ '@type': 'OpportunityOfferPairNotBookableError' }] })
    expect((await control(simulator, 'PATCH', `/opportunities/${group}`, { offers: [{ id, validThrough: null }] })).status).toBe(200)
    expect((await c2(simulator, items)).body).toMatchObject({ totalPaymentDue: { price: 11 } })
  })

  it.each([
    [{ price: 1.005 }, '/offers/0/price'], [{ price: -1 }, '/offers/0/price'], [{ validFrom: 'tomorrow' }, '/offers/0/validFrom'], [{ validThrough: '9999-12-31T23:59:00-05:00' }, '/offers/0/validThrough'], [{ latestCancellationBeforeStartDate: 'P999999999Y' }, '/offers/0/latestCancellationBeforeStartDate'], [{ validFromBeforeStartDate: 'P1001Y' }, '/offers/0/validFromBeforeStartDate'],
    [{ openBookingFlowRequirement: ['Nothing'] }, '/offers/0/openBookingFlowRequirement/0'], [{ colour: 'red' }, '/offers/0/colour']
  ])('%j are refused at %s', async (terms, path) => {
    const simulator = await app()
    const before = simulator.changes()
    expect(await control(simulator, 'POST', '/opportunities', { offers: [terms] })).toMatchObject({ status: 400, body: { path } })
    expect(simulator.changes()).toBe(before)
  })
})

describe('terms that the options exclude', () => {
  const required = shareApp({ control: 'on', types: ['Event'], prepayment: 'required' })
  const always = shareApp({ control: 'on', types: ['Event'], cancellation: 'always' })
  const free = shareApp({ control: 'on', types: ['Event'], prices: 'free' })

  it.each([
    ['prepayment', required, { openBookingPrepayment: 'Optional' }],
    ['prepayment', required, { openBookingPrepayment: 'Unavailable' }],
    ['cancellation', always, { allowCustomerCancellationFullRefund: false }],
    ['cancellation', always, { latestCancellationBeforeStartDate: 'PT1H' }],
    ['prices', free, { price: 5 }]
  ])('%s: refuses them in new opportunities and in changes', async (_option, open, terms) => {
    const simulator = await open()
    const [name] = Object.keys(terms)
    expect(await control(simulator, 'POST', '/opportunities', { offers: [{}, terms] })).toMatchObject({ status: 409, body: { path: `/offers/1/${name}`, detail: expect.stringContaining('the options say so') } })
    const { body: { id, offer } } = await control(simulator, 'POST', '/opportunities', {})
    expect(await control(simulator, 'PATCH', `/opportunities/${id.slice(BASE.length + 1)}`, { offers: [{ id: offer, ...terms }] })).toMatchObject({ status: 409, body: { path: `/offers/0/${name}` } })
  })

  it.each([
    [required, { openBookingPrepayment: 'Required' }],
    [always, { allowCustomerCancellationFullRefund: true, latestCancellationBeforeStartDate: null }]
  ])('accepts those that say the same', async (open, terms) => {
    const simulator = await open()
    const { status, body: { id } } = await control(simulator, 'POST', '/opportunities', { offers: [terms] })
    const { offers: [offer] } = await findInFeed(simulator, 'events', id)
    const { body: { id: usual } } = await control(simulator, 'POST', '/opportunities', {})
    const { offers: [other] } = await findInFeed(simulator, 'events', usual)
    expect([status, { ...offer, '@id': '' }]).toEqual([201, { ...other, '@id': '' }])
  })
})
