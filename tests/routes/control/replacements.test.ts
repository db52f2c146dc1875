import { describe, expect, it } from 'vitest'
import { shareApp, type Simulator } from '../../helpers/build-app.ts'
import { bySeller, create } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { b, c2, newUuid, PARTNER_1, SELLER_1, SELLER_2, SHARED } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

const app = shareApp({ control: 'on', types: ['Event', 'ScheduledSession', 'FacilityUseSlot', 'OnDemandEvent'], taxRates: 'mixed' })

/** Book an opportunity at the price of its quote. */
async function booked (simulator: Simulator, { bookables, seller }: Awaited<ReturnType<typeof create>>): Promise<string> {
  const uuid = newUuid()
  const call = { uuid, headers: SHARED }
  const { body: { totalPaymentDue } } = await c2(simulator, bookables.slice(0, 1), { ...call, more: { seller } })
  const { status, text } = await b(simulator, bookables.slice(0, 1), { ...call, more: { seller, totalPaymentDue } })
  if (status !== 201) throw new Error(text)
  return uuid
}

describe('a later copy in place of an opportunity that is called off', () => {
  const replacedBy = {
    'the control call': async (simulator: Simulator, uuid: string) => { await bySeller(simulator, 'replace', uuid) },
    'the test interface': async (simulator: Simulator, uuid: string) => {
      const object = { '@type': 'Order', '@id': `${simulator.core.baseUrl()}/api/openbooking/orders/${uuid}` }
      const { status, text } = await simulator.request('POST', '/api/openbooking/test-interface/actions', { body: { '@context': 'https://openactive.io/', '@type': 'test:ReplacementSimulateAction', object } })
      if (status !== 204) throw new Error(text)
    }
  }

  it.each(Object.entries(replacedBy).flatMap(([by, replace]) => ['EventCancelled', 'EventPostponed'].map((called) => [by, called, replace] as const)))('by %s, takes place: %s', async (_by, status, replace) => {
    const simulator = await app()
    const item = await create(simulator, { type: 'Event' }, 'events')
    const uuid = await booked(simulator, item)
    expect((await control(simulator, 'PATCH', `/opportunities/${item.group}`, { status })).status).toBe(200)
    await replace(simulator, uuid)
    const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: SHARED })
    const { orderedItem: copy, acceptedOffer } = body.orderedItem[0]
    expect([copy['@id'] === item.id, copy.eventStatus]).toEqual([false, 'https://schema.org/EventScheduled'])
    // The specification demands that the new pair is bookable.
    expect((await c2(simulator, [{ opportunity: copy['@id'], offer: acceptedOffer['@id'], price: 0, feed: 'events' }])).status).toBe(200)
  })
})

describe('an OfferOverride', () => {
  const overriding = shareApp({ control: 'on', types: ['Event'], offerOverrides: true })

  it.each([
    ['the offer of the opportunity', undefined], ['the broker', 'https://activefinder.example/prices/1'], ['nobody', undefined]
  ])('of an item that is replaced, by an @id of %s, names the offer of its new opportunity', async (whose, own) => {
    const simulator = await overriding()
    const { id, bookables: [item] } = await create(simulator, { type: 'Event' }, 'events')
    const given = whose === 'nobody' ? {} : { '@id': own ?? item.offer }
    const acceptedOffer = { '@type': 'OfferOverride', ...given, price: 7, priceCurrency: 'GBP' }
    const more = { orderedItem: [{ '@type': 'OrderItem', position: 0, orderedItem: id, acceptedOffer }] }
    const uuid = newUuid()
    const quote = await c2(simulator, [item], { uuid, more })
    expect(quote.body.orderedItem[0].acceptedOffer['@id']).toBe(own ?? item.offer)
    const { body: { orderedItem: [quoted] } } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(quoted.acceptedOffer).toEqual(quote.body.orderedItem[0].acceptedOffer)
    const { status, body } = await b(simulator, [{ ...item, price: 7 }], { uuid, more })
    expect([status, body.orderedItem[0].acceptedOffer['@id']]).toEqual([201, own ?? item.offer])
    const { items: [replaced] } = await bySeller(simulator, 'replace', uuid)
    expect(replaced.acceptedOffer).toEqual({ ...acceptedOffer, '@id': own ?? `${replaced.orderedItem}#/offers/0` })
  })
})

describe('a replacement of another type', () => {
  it.each([[SELLER_1, 10, 'TaxGross'], [SELLER_2, 10, 'TaxNet']])('of seller %s never raises the totals by its taxes', async (seller, price, _taxMode) => {
    const simulator = await app()
    const slot = await create(simulator, { type: 'FacilityUseSlot', seller, price }, 'facility-use-slots')
    const { id, bookables: [video] } = await create(simulator, { type: 'OnDemandEvent', seller, price }, 'on-demand-events')
    const uuid = await booked(simulator, slot)
    const answer = await control(simulator, 'POST', '/sellers/any/replace', { order: uuid, opportunity: id, offer: video.offer })
    const isDearer = seller === SELLER_2
    expect([answer.status, answer.body.path]).toEqual(isDearer ? [409, '/price'] : [200, undefined])
    if (isDearer) expect(answer.body.detail).toBe('The price of a replacement, with its taxes, must be at most that of the item, 10; it is 12.2.')
    const cheaper = await bySeller(simulator, 'replace', uuid, { opportunity: id, offer: video.offer, price: 8 })
    const { totalPaymentDue, totalPaymentTax } = cheaper.feedItem.data as Body
    expect([totalPaymentDue.price, totalPaymentTax.map((tax: Body) => tax.price)]).toEqual(isDearer ? [9.76, [1.6, 0.16]] : [8, [1.31, 0.13]])
  })
})
