import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { openAccessPage } from '../../helpers/access.ts'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { BASE, type Simulator } from '../../helpers/build-app.ts'
import { allKept, type Kept } from '../../helpers/kept.ts'
import { authorize, bearer, Browser, known, register } from '../../helpers/openid.ts'
import { OWNER_TOKEN, withdraw } from '../../helpers/owner.ts'
import { shareState } from '../../helpers/prepared.ts'
import {
  accepted, bAfterP, customerRejects, done, makeForApproval, PROPOSALS_FEED, propose
} from '../../helpers/proposals.ts'
import {
  asClient, b, endOfFeed, make, newUuid, PARTNER_1, readFeed, SELLER_1, SELLER_2, sellerCancels
} from '../../helpers/requests.ts'

const FIRST = { username: 'test1', password: 'test1' }
const SECOND = { username: 'test2', password: 'test2' }
const ELSEWHERE = asClient('clientid_800', SELLER_1)

/** A booking partner with orders and proposals of two sellers, in its feeds or not yet, and another booking partner. */
async function bookAll (simulator: Simulator) {
  const [broker, other] = [await register(simulator), await known(simulator, 'clientid_800')]
  const tokens = { first: await authorize(simulator, broker, { login: FIRST }), second: await authorize(simulator, broker, { login: SECOND }), elsewhere: await authorize(simulator, other, { login: FIRST }) }
  const ids = { seen: newUuid(), unseen: newUuid(), second: newUuid(), elsewhere: newUuid() }
  const item = await make(simulator)
  const ofSecond = await make(simulator, 'TestOpportunityBookableFree', 'ScheduledSession', SELLER_2)
  await booked(b(simulator, [item], { uuid: ids.seen, headers: bearer(tokens.first.access_token) }))
  await booked(b(simulator, [item], { uuid: ids.unseen, headers: PARTNER_1 }))
  await booked(b(simulator, [ofSecond], { uuid: ids.second, headers: bearer(tokens.second.access_token), more: { seller: SELLER_2 } }))
  await booked(b(simulator, [item], { uuid: ids.elsewhere, headers: ELSEWHERE }))
  expect(await act(simulator, ids.seen, 'CustomerNotice')).toBe(204)
  await done(sellerCancels(simulator, ids.second, asClient('booking-partner-1', SELLER_2)))
  await done(sellerCancels(simulator, ids.elsewhere, ELSEWHERE))
  const approved = await makeForApproval(simulator)
  const proposals = { seen: (await accepted(simulator, [approved])).uuid, unseen: (await propose(simulator, [approved])).uuid, elsewhere: (await accepted(simulator, [approved], { headers: ELSEWHERE })).uuid }
  return { metadata: broker.clientMetadata(), tokens, ids, proposals }
}

const prepared = shareState({ types: ['ScheduledSession'], auth: ['header', 'openid'], ownerToken: OWNER_TOKEN }, bookAll)

async function prepare () {
  const { simulator, prepared: { metadata, ...rest } } = await prepared()
  return { simulator, ...rest, broker: async () => await known(simulator, metadata.client_id, String(metadata.client_secret)) }
}

async function booked (asked: ReturnType<typeof b>): Promise<void> {
  const { status, text } = await asked
  if (status !== 201) throw new Error(text)
}

/** @returns the state of each item of a feed. */
async function shown (simulator: Simulator, feed: string, headers: Record<string, string> = PARTNER_1): Promise<Record<string, string>> {
  return Object.fromEntries((await readFeed(simulator, feed, headers)).map(({ id, state }) => [id, state]))
}

const get = async (simulator: Simulator, uuid: string, headers: Record<string, string>) => await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })

const byOwner = async (simulator: Simulator): Promise<void> => { await done(withdraw(simulator, 'booking-partner-1', SELLER_1)) }
const bySeller = async (simulator: Simulator): Promise<void> => { expect((await (await openAccessPage(simulator)).withdraw('booking-partner-1')).brokers).toEqual(['clientid_800']) }

/** @returns an array that receives the stored records after each transaction. */
function commitsOf ({ store }: Simulator): Kept[] {
  const moments: Kept[] = []
  const { transaction } = store
  store.transaction = async (work, onApplied) => {
    const result = await transaction(work, onApplied)
    moments.push(await allKept({ ...store, transaction }))
    return result
  }
  return moments
}

const PAIR = { partner: 'booking-partner-1', seller: SELLER_1.slice(BASE.length + 1) }
const isAgreed = (state: Kept): boolean => state.some(([, , record]) => 'model' in record && record.model === 'Grant' && record.clientId === PAIR.partner && record.accountId === PAIR.seller)
const isWithdrawn = (state: Kept): boolean => state.some(([, , record]) => 'withdrawn' in record && record.partner === PAIR.partner && record.seller === PAIR.seller)

describe.each([['by the owner', byOwner], ['on the seller\'s page', bySeller]])('when consent is withdrawn %s', (_where, end) => {
  it('tokens of that booking partner and seller are refused, and all others work', async () => {
    const { simulator, broker, tokens, ids } = await prepare()
    await end(simulator)
    expect(await get(simulator, ids.seen, bearer(tokens.first.access_token))).toMatchObject({ status: 401, body: { '@type': 'InvalidAPITokenError' } })
    const partner = await broker()
    await expect(client.refreshTokenGrant(partner, tokens.first.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' })
    const renewed = await client.refreshTokenGrant(partner, tokens.second.refresh_token ?? '')
    for (const token of [tokens.second.access_token, renewed.access_token]) expect((await get(simulator, ids.second, bearer(token))).status).toBe(200)
    expect((await get(simulator, ids.elsewhere, bearer(tokens.elsewhere.access_token))).status).toBe(200)
  })

  it('only items of that seller are deleted, in the feeds of that booking partner', async () => {
    const { simulator, ids, proposals } = await prepare()
    expect(await shown(simulator, ORDERS_FEED)).toEqual({ [ids.seen]: 'updated', [ids.second]: 'updated' })
    expect(await shown(simulator, PROPOSALS_FEED)).toEqual({ [proposals.seen]: 'updated' })
    const ends = [await endOfFeed(simulator, ORDERS_FEED, PARTNER_1), await endOfFeed(simulator, PROPOSALS_FEED, PARTNER_1)]
    await end(simulator)
    const news = await Promise.all(ends.map(async (from) => await shown(simulator, from)))
    expect(news).toEqual([{ [ids.seen]: 'deleted' }, { [proposals.seen]: 'deleted' }])
    expect(await shown(simulator, ORDERS_FEED)).toEqual({ [ids.second]: 'updated', [ids.seen]: 'deleted' })
    expect(await shown(simulator, ORDERS_FEED, ELSEWHERE)).toEqual({ [ids.elsewhere]: 'updated' })
    expect(await shown(simulator, PROPOSALS_FEED, ELSEWHERE)).toEqual({ [proposals.elsewhere]: 'updated' })
  })

  it('an order booked from a proposal with other credentials stays out of the orders feed', async () => {
    const { simulator, proposals } = await prepare()
    await end(simulator)
    const { body } = await get(simulator, proposals.seen, PARTNER_1)
    const booked = await bAfterP(simulator, proposals.seen, body.orderProposalVersion)
    expect(booked.status).toBe(201)
    expect(await act(simulator, proposals.seen, 'CustomerNotice')).toBe(204)
    expect((await shown(simulator, ORDERS_FEED))[proposals.seen]).toBe('deleted')
  })

  it('orders are unchanged', async () => {
    const { simulator, ids, proposals } = await prepare()
    const uuids = [ids.seen, ids.unseen, proposals.seen, proposals.unseen]
    const texts = async (): Promise<string[]> => await Promise.all(uuids.map(async (uuid) => (await get(simulator, uuid, PARTNER_1)).text))
    const before = await texts()
    await end(simulator)
    expect(await texts()).toEqual(before)
    expect(before.join()).toContain('OrderItemConfirmed')
  })
})

describe('while consent is withdrawn', () => {
  it('no change enters the feeds', async () => {
    const { simulator, ids, proposals } = await prepare()
    await byOwner(simulator)
    for (const uuid of [ids.seen, ids.unseen]) await done(sellerCancels(simulator, uuid))
    for (const uuid of [proposals.seen, proposals.unseen]) await done(customerRejects(simulator, uuid))
    for (const feed of [ORDERS_FEED, PROPOSALS_FEED]) {
      const items = (await readFeed(simulator, feed, PARTNER_1)).filter(({ id }) => id !== ids.second)
      expect(items.map(({ state, data }) => [state, data])).toEqual(items.map(() => ['deleted', undefined]))
    }
  })

  it('a second withdrawal is refused', async () => {
    const { simulator } = await prepare()
    await byOwner(simulator)
    const before = await simulator.state()
    expect(await withdraw(simulator, 'booking-partner-1', SELLER_1)).toMatchObject({ status: 404, body: { '@type': 'NotFoundError' } })
    expect(await simulator.state()).toEqual(before)
  })
})

describe('when the seller agrees again', () => {
  it('it is asked despite its earlier consent and its session', async () => {
    const { simulator, broker } = await prepare()
    const browser = new Browser(simulator)
    const scope = 'openid openactive-identity'
    await authorize(simulator, await broker(), { scope }, browser)
    await byOwner(simulator)
    await authorize(simulator, await broker(), { scope }, browser)
    expect(browser.seen).toEqual(['Log in', 'Allow Active Finder to act for you?'])
  })

  it('earlier feed items return with the changes made since', async () => {
    const { simulator, broker, ids, proposals } = await prepare()
    await byOwner(simulator)
    await done(sellerCancels(simulator, ids.seen))
    await done(customerRejects(simulator, proposals.seen))
    const ends = [await endOfFeed(simulator, ORDERS_FEED, PARTNER_1), await endOfFeed(simulator, PROPOSALS_FEED, PARTNER_1)]
    const tokens = await authorize(simulator, await broker())
    const [orders = [], news = []] = await Promise.all(ends.map(async (from) => await readFeed(simulator, from, PARTNER_1)))
    expect(orders).toMatchObject([{ id: ids.seen, state: 'updated', data: { orderedItem: [{ orderItemStatus: 'https://openactive.io/SellerCancelled', customerNotice: expect.any(String) }] } }])
    expect(news).toMatchObject([{ id: proposals.seen, state: 'updated', data: { orderProposalStatus: 'https://openactive.io/CustomerRejected' } }])
    expect((await get(simulator, ids.seen, bearer(tokens.access_token))).status).toBe(200)
  })

  it('consent and feed items return in one transaction', async () => {
    const { simulator, broker } = await prepare()
    await byOwner(simulator)
    const moments = commitsOf(simulator)
    await authorize(simulator, await broker())
    expect(moments.map((state) => [isAgreed(state), isWithdrawn(state)])).toEqual(expect.arrayContaining([[false, true], [true, false]]))
    expect(moments.filter((state) => isAgreed(state) && isWithdrawn(state))).toEqual([])
  })

  it('changes of an order are announced again', async () => {
    const { simulator, broker, ids } = await prepare()
    await byOwner(simulator)
    await authorize(simulator, await broker())
    const from = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
    for (const uuid of [ids.seen, ids.unseen]) await done(sellerCancels(simulator, uuid))
    expect(await shown(simulator, from)).toEqual({ [ids.seen]: 'updated', [ids.unseen]: 'updated' })
  })

  it('an order that the booking partner deleted since stays deleted', async () => {
    const { simulator, broker, ids } = await prepare()
    await byOwner(simulator)
    await done(simulator.request('DELETE', `/api/openbooking/orders/${ids.seen}`, { headers: PARTNER_1 }))
    await authorize(simulator, await broker())
    expect(await shown(simulator, ORDERS_FEED)).toMatchObject({ [ids.seen]: 'deleted' })
  })

  it('to another booking partner, no feed item returns', async () => {
    const { simulator, ids } = await prepare()
    await byOwner(simulator)
    await authorize(simulator, await known(simulator, 'clientid_800'))
    expect(await shown(simulator, ORDERS_FEED)).toMatchObject({ [ids.seen]: 'deleted' })
  })

  it('only to the identity scope, no feed item returns', async () => {
    const { simulator, broker, ids } = await prepare()
    await byOwner(simulator)
    await authorize(simulator, await broker(), { scope: 'openid openactive-identity' })
    expect(await shown(simulator, ORDERS_FEED)).toMatchObject({ [ids.seen]: 'deleted' })
  })
})
