import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { makeForApproval } from '../../helpers/proposals.ts'
import { type Bookable, make, newUuid, orderBody, PARTNER_1, SELLER_2 } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'

type Node = Record<string, unknown>
/** A body of P or B, as its tests change it. */
interface Body extends Node { customer: Node, broker: Node, payment: Node, totalPaymentDue: Node & { price: number }, orderedItem: Item[] }
interface Item extends Node { attendee?: Node, orderItemIntakeFormResponse?: Node[], position?: number }

const CRITERIA = ['TestOpportunityBookable', 'TestOpportunityBookableAttendeeDetails', 'TestOpportunityBookableAdditionalDetails']
const answer = (name: string, value: unknown): Node => ({ '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/${name}`, value })
const DETAILS: ReadonlyArray<() => Partial<Item>> = [
  () => ({}),
  () => ({ attendee: { '@type': 'Person', givenName: 'Gwen', familyName: 'Mostyn', email: 'gwen@canary.example', telephone: '07700 900482' } }),
  () => ({ orderItemIntakeFormResponse: [answer('experience', 'Twice'), answer('photographs', false), answer('heard-of-us', 'A friend')] })
]
const STAGES = [['B', 'Order', 'orders', make], ['P', 'OrderProposal', 'order-proposals', makeForApproval]] as const

let simulator: Simulator
const bookables: Record<string, Bookable[]> = {}
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], leasing: 'none' })
  for (const [stage, , , makeOne] of STAGES) {
    bookables[stage] = []
    for (const criterion of CRITERIA) bookables[stage].push(await makeOne(simulator, criterion))
  }
})
afterAll(async () => { await simulator.app.close() })

/** An item of a request: its opportunity, and its position if it gives one. */
const plan = fc.uniqueArray(
  fc.record({ of: fc.nat(2), position: fc.option(fc.nat(20), { nil: undefined }) }),
  { minLength: 1, maxLength: 4, selector: ({ position }) => position ?? {} })

function bodyOf (stage: string, type: string, items: ReadonlyArray<{ of: number, position: number | undefined }>): Body {
  const chosen = items.map(({ of }) => bookables[stage]![of]!)
  const body = structuredClone(orderBody(chosen, { '@type': type })) as Body
  for (const [index, { of, position }] of items.entries()) {
    const { position: _, ...item } = body.orderedItem[index]!
    body.orderedItem[index] = { ...item, ...(position !== undefined && { position }), ...DETAILS[of]!() }
  }
  return body
}

/** Properties that the simulator ignores wherever they stand. */
const extras = fc.dictionary(fc.constantFrom('acme:sentAt', 'foo', 'birthDate', 'legalName', 'toString'), fc.jsonValue({ maxDepth: 2 }))
const variation = fc.record({ extras, turn: fc.nat(7), isReversed: fc.boolean(), asNodes: fc.boolean() })

/** Say the same in another way: with ignored properties in every node, and keys and lists in another order. */
function rewrite (value: unknown, how: { extras: Node, turn: number, isReversed: boolean, asNodes: boolean }): unknown {
  const reorder = <T>(list: T[]): T[] => {
    const turned = [...list.slice(how.turn % (list.length + 1)), ...list.slice(0, how.turn % (list.length + 1))]
    return how.isReversed ? turned.reverse() : turned
  }
  const walk = (part: unknown, name: string): unknown => {
    if (Array.isArray(part)) return reorder(part.map((one) => walk(one, name)))
    const isReference = ['seller', 'acceptedOffer', 'orderedItem'].includes(name) && typeof part === 'string'
    if (isReference) return how.asNodes ? { ...how.extras, '@id': part, ...(name === 'acceptedOffer' && { '@type': 'Offer' }) } : part
    if (typeof part !== 'object' || part === null) return part
    const properties = Object.entries({ ...part, ...how.extras }).map(([key, inner]) => [key, Object.hasOwn(part, key) ? walk(inner, key) : inner] as [string, unknown])
    return Object.fromEntries(reorder(properties))
  }
  return walk(value, '')
}

type Change = (body: Body, first: Item) => unknown
/** One change of a property that the simulator understands; false where the request has none. */
const CHANGES: Readonly<Record<string, Change>> = {
  'the role of the broker': (body) => { body['brokerRole'] = 'https://openactive.io/ResellerBroker' },
  'the name of the broker': ({ broker }) => { broker['name'] = 'Another' },
  'the logo of the broker': ({ broker }) => { broker['logo'] = { '@type': 'ImageObject', url: 'https://other.example/logo.png' } },
  'the site of the broker': ({ broker }) => { delete broker['url'] },
  'the seller': (body) => { body['seller'] = SELLER_2 },
  'the e-mail of the customer': ({ customer }) => { customer['email'] = 'other@canary.example' },
  'the id of the customer': ({ customer }) => { customer['identifier'] = 482 },
  'the telephone of the customer': ({ customer }) => { delete customer['telephone'] },
  'the identifier of the payment': ({ payment }) => { payment['identifier'] = 'CANARY-PAYMENT-2' },
  'the account of the payment': ({ payment }) => { payment['accountId'] = 'SN1' },
  'the amount': ({ totalPaymentDue }) => { totalPaymentDue.price += 1 },
  'the currency': ({ totalPaymentDue }) => { totalPaymentDue['priceCurrency'] = 'EUR' },
  'an item less': ({ orderedItem }) => orderedItem.length > 1 && orderedItem.pop(),
  'an item more': ({ orderedItem }, first) => orderedItem.push({ ...first, position: 99 }),
  'the position of an item': (_body, first) => { first.position = 77 },
  'the offer of an item': (_body, first) => { first['acceptedOffer'] = `${String(first['acceptedOffer'])}1` },
  'the opportunity of an item': (_body, first) => { first['orderedItem'] = `${String(first['orderedItem'])}1` },
  'the attendee of an item': (_body, first) => { first.attendee = { ...first.attendee, '@type': 'Person', givenName: 'Owen' } },
  'an answer of an item': (_body, { orderItemIntakeFormResponse: [answered] = [] }) => answered !== undefined && Object.assign(answered, { value: 'Never' }),
  'an answer less of an item': (_body, { orderItemIntakeFormResponse: answers = [] }) => answers.length > 0 && answers.pop(),
  'the positions of two items': ({ orderedItem: [first, second] }) => {
    const [one, other] = [first?.position, second?.position]
    if (one === undefined || other === undefined || first?.['orderedItem'] === second?.['orderedItem']) return false
    Object.assign(first!, { position: other })
    return Object.assign(second!, { position: one })
  }
}

describe.each(STAGES)('a repeated %s', (stage, type, segment) => {
  const send = (uuid: string, body: unknown): ReturnType<Simulator['request']> =>
    simulator.request('PUT', `/api/openbooking/${segment}/${uuid}`, { headers: PARTNER_1, body })

  it('gets the first response in any order and with any ignored properties, and an error if one property differs', async () => {
    await fc.assert(fc.asyncProperty(plan, fc.array(variation, { minLength: 2, maxLength: 2 }), async (items, variations) => {
      const uuid = newUuid()
      const body = bodyOf(stage, type, items)
      const first = await send(uuid, body)
      expect(first.status, first.text).toBe(201)
      try {
        const before = simulator.changes()
        for (const how of variations) {
          const again = await send(uuid, rewrite(body, how))
          expect([again.status, again.text]).toEqual([201, first.text])
        }
        for (const [name, change] of Object.entries(CHANGES)) {
          const changed = structuredClone(body)
          if (change(changed, changed.orderedItem[0]!) === false) continue
          const { status, body: error } = await send(uuid, rewrite(changed, variations[0]!))
          expect([status, error['@type']], name).toEqual([500, 'OrderAlreadyExistsError'])
        }
        expect(simulator.changes()).toBe(before)
      } finally {
        expect((await simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(204)
      }
    }), { numRuns: runs(30, 0.25) })
  })
})
