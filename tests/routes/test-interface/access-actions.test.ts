import { describe, expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../../../schemas/opportunity-types.ts'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import { b, type Bookable, endOfFeed, make, newUuid, PARTNER_1, readFeed, u } from '../../helpers/requests.ts'

type Item = Record<string, ReturnType<typeof JSON.parse>>

async function book (simulator: Simulator, items: readonly Bookable[]): Promise<{ uuid: string, booked: Item[], end: string }> {
  const uuid = newUuid()
  const { body } = await b(simulator, items, { uuid })
  return { uuid, booked: body.orderedItem, end: await endOfFeed(simulator, ORDERS_FEED, PARTNER_1) }
}

async function itemsAfter (simulator: Simulator, end: string): Promise<Item[]> {
  const updates = await readFeed(simulator, end, PARTNER_1)
  expect(updates).toHaveLength(1)
  return updates[0].data.orderedItem
}

const ACCESS = ['accessCode', 'accessPass', 'accessChannel'] as const

describe.each(OPPORTUNITY_TYPES)('a booking of a %s', (kind) => {
  it('has a separate code, image and barcode for each space, unique methods that are not the same in two formats', async () => {
    const simulator = await buildApp()
    const { body } = await b(simulator, [await make(simulator, 'TestOpportunityBookable', kind), await make(simulator, 'TestOpportunityBookable', kind)])
    expect(body['@context']).toEqual(['https://openactive.io/', 'https://openactive.io/ns-beta'])
    const codes = body.orderedItem.map((item: Item) => {
      const [image, barcode] = item['accessPass']
      expect(image).toEqual({ '@type': 'ImageObject', url: expect.stringMatching(/\/access-passes\/qrcode\/\w+\.png$/) })
      expect(barcode).toEqual({ '@type': 'Barcode', url: expect.stringContaining(`/code128/${barcode.text}.png`), text: expect.stringMatching(/^\w+$/), 'beta:codeType': 'code128' })
      expect(item['accessCode']).toEqual([{ '@type': 'PropertyValue', name: 'Access code', description: expect.stringMatching(/^\w+$/) }])
      expect(item).not.toHaveProperty('accessChannel')
      return [/(\w+)\.png$/.exec(image.url)![1], barcode.text, item['accessCode'][0].description]
    })
    expect(new Set(codes.flat()).size).toBe(6)
  })

  it.each(['AccessCode', 'AccessPass'] as const)('has only its %s changed by the update action', async (property) => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookable', kind)
    const { uuid, booked: [before], end } = await book(simulator, [item])
    expect(await act(simulator, uuid, `${property}Update`)).toBe(204)
    const [after] = await itemsAfter(simulator, end)
    const changed = ACCESS.filter((name) => JSON.stringify(after![name]) !== JSON.stringify(before![name]))
    expect(changed).toEqual([`a${property.slice(1)}`])
    const texts = (item: Item): string[] => JSON.stringify(item[changed[0]!]).match(/ID\d+/g) ?? []
    expect(texts(after!).filter((text) => texts(before!).includes(text))).toEqual([])
    const status = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    for (const name of ACCESS) expect(status.body.orderedItem[0][name]).toEqual(after![name])
    expect((await b(simulator, [item], { uuid })).body.orderedItem).toEqual([before])
  })
})

describe('an item that takes place online', () => {
  it('has a channel whose url encodes the access credentials, announced again when it changes', async () => {
    const simulator = await buildApp()
    const { uuid, booked, end } = await book(simulator, [await make(simulator, 'TestOpportunityOnlineBookable'), await make(simulator)])
    expect(booked[0]!['accessChannel']).toMatchObject({ '@type': 'VirtualLocation', url: expect.stringMatching(/^https:/), accessId: expect.any(String), accessCode: expect.any(String) })
    expect(booked[0]!['accessChannel'].url).toContain(`=${booked[0]!['accessChannel'].accessCode}`)
    expect(booked[1]).not.toHaveProperty('accessChannel')
    expect(await act(simulator, uuid, 'AccessChannelUpdate')).toBe(204)
    const [online, physical] = await itemsAfter(simulator, end)
    expect(online!['accessChannel']).toMatchObject({ '@type': 'VirtualLocation' })
    expect(online!['accessChannel']).not.toEqual(booked[0]!['accessChannel'])
    expect(online!['accessCode']).toEqual(booked[0]!['accessCode'])
    expect(physical).not.toHaveProperty('accessChannel')
  })

  it('is the only kind of item whose new channel is announced', async () => {
    const simulator = await buildApp()
    const { uuid, end } = await book(simulator, [await make(simulator)])
    expect(await act(simulator, uuid, 'AccessChannelUpdate')).toBe(204)
    expect(await readFeed(simulator, end, PARTNER_1)).toEqual([])
  })
})

it('a cancelled item keeps its access code', async () => {
  const simulator = await buildApp()
  const { uuid, booked } = await book(simulator, [await make(simulator, 'TestOpportunityBookableCancellable'), await make(simulator)])
  await u(simulator, uuid, [booked[0]!['@id']])
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  await act(simulator, uuid, 'AccessCodeUpdate')
  const after = await itemsAfter(simulator, end)
  expect(after[0]!['accessCode']).toEqual(booked[0]!['accessCode'])
  expect(after[1]!['accessCode']).not.toEqual(booked[1]!['accessCode'])
})
