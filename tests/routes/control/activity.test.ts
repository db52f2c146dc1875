import { describe, expect, it } from 'vitest'
import { buildApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { makeForApproval, propose } from '../../helpers/proposals.ts'
import { authorize, known } from '../../helpers/openid.ts'
import { asOwner, OWNER_TOKEN, rotate } from '../../helpers/owner.ts'
import { b, c2, endOfFeed, make, newUuid, PARTNER_2, SELLER_1, SELLER_2 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

it('the list of booking partners shows when each was last seen, its errors, and its positions in the feeds', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on' })
  const item = await make(simulator, 'TestOpportunityBookableOneSpace')
  await b(simulator, [item], { headers: PARTNER_2 })
  await b(simulator, [item], { headers: PARTNER_2 })
  simulator.clock.advance(5)
  const end = await endOfFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_2)
  const { body } = await control(simulator, 'GET', '/partners')
  const find = (id: string): Body => body.items.find((one: Body) => one.id === id)
  expect(find('booking-partner-2')).toMatchObject({ orders: 1, proposals: 0, leases: 0, requests: 3, lastSeen: '2027-03-09T10:25:00.000Z', revoked: false })
  expect(Object.values(find('booking-partner-2').errors)).toEqual([1])
  const after = new URL(end).searchParams.get('afterChangeNumber')
  expect(find('booking-partner-2').feeds).toEqual([{ feed: `${PREFIX}/api/openbooking/orders-rpde`, afterChangeNumber: after === null ? null : Number(after), at: '2027-03-09T10:25:00.000Z' }])
  expect(find('booking-partner-1')).toMatchObject({ requests: 0, errors: {}, feeds: [] })
})

it('the list of what is due names leases, answers and ends, soonest first', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on', autoApprove: 'accept', autoApproveSeconds: 60 })
  const [lease, items] = [newUuid(), [await make(simulator), await makeForApproval(simulator)] as const]
  await c2(simulator, [items[0]], { uuid: lease })
  const { uuid } = await propose(simulator, [items[1]])
  const due = async (query = ''): Promise<Body[]> => (await control(simulator, 'GET', `/due${query}`)).body.items
  const [answer, next] = (await due()).filter(({ kind }) => ['lease', 'proposal'].includes(kind))
  expect(answer).toMatchObject({ at: '2027-03-09T10:21:00Z', event: 'The seller answers', partner: 'booking-partner-1', id: expect.stringContaining(uuid) })
  expect(next).toMatchObject({ at: '2027-03-09T10:35:00Z', event: 'The lease ends', id: expect.stringContaining(lease) })
  const times = (await due()).map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  expect((await due('?kind=sample')).map(({ kind }) => kind)).toEqual(['sample'])
  simulator.clock.advance(20)
  expect(await due('?kind=lease')).toEqual([])
  // The feed has shown the proposal, so it shows its deletion for a time.
  await control(simulator, 'POST', '/reset')
  expect((await due('?kind=proposal')).map(({ event }) => event)).toEqual(['The deleted order proposal leaves its feed'])
})

describe('the lists of booking partners and sellers', () => {
  const of = async (simulator: Simulator, list: string): Promise<(id: string) => Body> => {
    const { items } = (await control(simulator, 'GET', list)).body
    return (id) => items.find((one: Body) => one.id === id)
  }
  const openId = { types: ['ScheduledSession' as const], control: 'on', ownerToken: OWNER_TOKEN, auth: ['header' as const, 'key' as const, 'openid' as const] }

  it('show consents on both sides until they are withdrawn', async () => {
    const simulator = await buildApp(openId)
    await authorize(simulator, await known(simulator, 'clientid_800'), { login: { username: 'test2', password: 'test2' } })
    expect([(await of(simulator, '/partners'))('clientid_800').consents, (await of(simulator, '/sellers'))(SELLER_2).consents])
      .toEqual([[SELLER_2], ['clientid_800']])
    expect((await of(simulator, '/sellers'))(SELLER_1).consents).toEqual([])
    await asOwner(simulator, 'DELETE', `/partners/clientid_800/consent?seller=${encodeURIComponent(SELLER_2)}`)
    expect([(await of(simulator, '/partners'))('clientid_800').consents, (await of(simulator, '/sellers'))(SELLER_2).consents]).toEqual([[], []])
  })

  it('show credentials only while they are the published ones', async () => {
    const simulator = await buildApp(openId)
    expect((await of(simulator, '/partners'))('openactive').published).toEqual({ password: 'UsingDataToHelpPeopleGetActive', key: 'rr4nlnyhi3tdoonxfysi' })
    expect((await of(simulator, '/sellers'))(SELLER_1).login).toEqual({ username: 'test1', password: 'test1' })
    await rotate(simulator, 'clientid_800')
    expect((await of(simulator, '/partners'))('clientid_800')).not.toHaveProperty('published')
    await asOwner(simulator, 'DELETE', '/partners/openactive')
    expect((await of(simulator, '/partners'))('openactive')).toMatchObject({ revoked: true })
    expect((await of(simulator, '/partners'))('openactive')).not.toHaveProperty('published')
  })

  it('never show credentials of the owner', async () => {
    const secrets = { key: 'own-key-of-the-owner', password: 'own-password' }
    const credentials = { partners: [{ id: 'openactive', ...secrets }], logins: [{ username: 'test1', password: 'own-login' }] }
    const simulator = await buildApp({ ...openId, credentials })
    const text = (await control(simulator, 'GET', '/partners')).text + (await control(simulator, 'GET', '/sellers')).text
    expect(text).toContain('"openactive"')
    expect(text).not.toMatch(/own-|published|login/)
  })

  it('count opportunities, orders and open decisions of each seller', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on' })
    await b(simulator, [await make(simulator)])
    await propose(simulator, [await makeForApproval(simulator)])
    const seller = await of(simulator, '/sellers')
    expect(seller(SELLER_1)).toMatchObject({ name: 'Wharfside Leisure Trust', orders: 1, undecided: 1 })
    expect(seller(SELLER_2)).toMatchObject({ orders: 0, undecided: 0 })
    const { body: { opportunities } } = await control(simulator, 'GET', '/counters')
    expect(seller(SELLER_1).opportunities + seller(SELLER_2).opportunities).toBe(opportunities)
  })
})
