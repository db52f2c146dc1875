import { describe, expect, it } from 'vitest'
import { resolveSimulatorOptions } from '../../../simulator/options/resolve.ts'
import { BASE, buildApp, shareApp, type Simulator } from '../../helpers/build-app.ts'
import { bySeller, create, errorsOf, requireValid } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { p } from '../../helpers/proposals.ts'
import { b, c1, c2, EVERY_KIND, FEED, type Kind, findInFeed, newUuid, PARENT_FEED, SHARED, u } from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'

type Body = ReturnType<typeof JSON.parse>
// No mode of the validator suits an OnDemandEvent. A FacilityUse has an Organization as its provider.
const EXCLUDED = ['OnDemandEvent', 'FacilityUseSlot', 'IndividualFacilityUseSlot']
const KINDS: readonly Kind[] = FULL ? EVERY_KIND.filter((kind) => !EXCLUDED.includes(kind)) : ['ScheduledSession', 'HeadlineEventSubEvent']
const types = [...KINDS, 'FacilityUseSlot'] as const
const APPS = [
  ['each of several sellers', shareApp({ control: 'on', sellerType: 'person', types: [...types] })],
  ['a single seller', shareApp({ control: 'on', sellerType: 'person', sellers: 'single', types: [...types] })]
] as const

async function feedSeller (simulator: Simulator, kind: Kind, id: string, group: string): Promise<[item: Body, seller: Body]> {
  const feed = PARENT_FEED[kind]
  const item = await findInFeed(simulator, feed ?? FEED[kind], feed === undefined ? id : `${BASE}/${group}`)
  return [item, item.organizer ?? item.provider ?? item.superEvent.organizer]
}

describe('single-seller with any of these', () => {
  const single = shareApp({
    control: 'on', sellers: 'single', types: ['ScheduledSession'], leaseGuaranteesPrice: true, brokerBarcodes: true, barcodeImages: false
  })
  const barcode = { '@type': 'Barcode', text: 'MEMBER-77' }

  it('a guaranteed price, a barcode of the broker, details per offer and a late channel in one order', async () => {
    const simulator = await single()
    const { seller, group, bookables: [item] } = await create(simulator, { attendanceMode: 'Mixed', channel: 'later', offers: [{ price: 9, attendeeDetails: ['givenName'] }] })
    const attendee = { '@type': 'Person', givenName: 'Gwen' }
    const orderedItem = [{ '@type': 'OrderItem', position: 0, acceptedOffer: item.offer, orderedItem: item.opportunity, attendee, accessPass: [barcode] }]
    const [uuid, call] = [newUuid(), { headers: SHARED, more: { seller, orderedItem } }]
    expect((await c2(simulator, [item], { uuid, ...call })).body.totalPaymentDue.price).toBe(9)
    await control(simulator, 'PATCH', `/opportunities/${group}`, { price: 12 })
    const { status, body } = await b(simulator, [item], { uuid, ...call })
    expect([status, body.totalPaymentDue.price, body.orderedItem[0].attendee]).toEqual([201, 9, attendee])
    expect(body.orderedItem[0].accessPass.slice(1)).toEqual([{ '@type': 'Barcode', text: expect.any(String), 'beta:codeType': 'code128' }, barcode])
    expect((await bySeller(simulator, 'channel', uuid)).items[0].accessChannel['@type']).toBe('VirtualLocation')
    await requireValid([[body, 'BResponse']])
  })

  it('a closed seller: nothing can be booked', async () => {
    const simulator = await buildApp({ control: 'on', sellers: 'single', types: ['ScheduledSession'], closedSeller: true })
    const { seller, bookables: [item] } = await create(simulator)
    expect(errorsOf(await c1(simulator, [item], { headers: SHARED, more: { seller } }))).toEqual([['OpportunityOfferPairNotBookableError']])
  })
})

it('a Person cannot be a seller of slots alone', () => {
  expect(() => resolveSimulatorOptions({ sellerType: 'person', types: ['FacilityUseSlot'] })).toThrow(/sellerType.*Organization/)
})

describe.each(APPS)('Seller that is a Person: %s', (_name, app) => {
  it.each(KINDS)('sells a %s: the feed, C1, C2, B and the dataset validate', async (type) => {
    const simulator = await app()
    const { id, seller, group, bookables: [item] } = await create(simulator, { type })
    const [published, organizer] = await feedSeller(simulator, type, id, group)
    expect(organizer).toMatchObject({ '@type': 'Person', '@id': seller, name: 'Imogen Hartley', isOpenBookingAllowed: true, taxMode: 'https://openactive.io/TaxGross' })
    const [uuid, call] = [newUuid(), { headers: SHARED, more: { seller } }]
    const answers = []
    for (const send of [c1, c2, b]) answers.push((await send(simulator, [{ ...item, feed: FEED[type] }], { uuid, ...call })).body)
    for (const body of answers) {
      expect(body.seller).toMatchObject({ '@type': 'Person', name: 'Imogen Hartley', legalName: expect.stringContaining('Imogen Hartley'), address: expect.any(Object) })
    }
    await requireValid([[published, 'BookableRPDEFeed'], ...answers.map((body, index) => [body, ['C1Response', 'C2Response', 'BResponse'][index]!] as const)])
    const status = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: SHARED })
    await requireValid([[status.body, 'OrderStatus']])
    expect((await u(simulator, uuid, [answers[2].orderedItem[0]['@id']], { headers: SHARED })).status).toBe(204)
    const shown = await simulator.request('GET', seller.slice(BASE.length), { headers: { accept: 'application/json' } })
    expect([shown.status, shown.body['@type']]).toEqual([200, 'Person'])
  })

  it('has no facilities: the data model wants an Organization as their provider', async () => {
    expect((await (await app()).request('GET', '/feeds/facility-uses')).status).toBe(404)
  })

  it('approves order proposals', async () => {
    const simulator = await app()
    const { seller, bookables: [item] } = await create(simulator, { flow: 'OpenBookingApprovalFlow' })
    const { status, body } = await p(simulator, [item], { headers: SHARED, more: { seller } })
    expect([status, body.seller['@type']]).toEqual([201, 'Person'])
    await requireValid([[body, 'PResponse']])
  })
})
