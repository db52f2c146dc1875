import { BASE } from './build-app.ts'
import { type Dice, NAMES, raw, misleadingIds, VALUES, writeJson } from './hostile-values.ts'
import { orderIri, type World } from './hostile-world.ts'
import {
  type Bookable, identifiedBody, opportunityBody, orderBody, PAYMENT, proposalBody, quoteBody, SELLER_1, SELLER_2
} from './requests.ts'

export type Body = Record<string, unknown>
export type Stage = 'C1' | 'C2' | 'P' | 'B'

const ADDRESS = { '@type': 'PostalAddress', streetAddress: '1 Mill Lane', addressLocality: 'Todmorden', addressRegion: 'West Yorkshire', postalCode: 'OL14 5QG', addressCountry: 'GB' }
const BROKER = {
  '@type': 'Organization',
  '@id': 'https://activefinder.example/#us',
  identifier: 7,
  name: 'ActiveFinder',
  legalName: 'ActiveFinder Ltd',
  description: 'Finds things to do',
  url: 'https://activefinder.example/',
  logo: { '@type': 'ImageObject', url: 'https://activefinder.example/logo.png' },
  email: 'partners@activefinder.example',
  telephone: '01632 960000',
  address: ADDRESS
}
/** A customer that is an organization. */
export const CLUB = { '@type': 'Organization', name: 'Walking Club', email: 'club@canary.example', url: 'https://club.example/', address: ADDRESS }
const ATTENDEE = { '@type': 'Person', '@id': 'https://activefinder.example/people/1', identifier: 'p-1', name: 'Nia P', givenName: 'Nia', familyName: 'Pritchard', email: 'nia@canary.example', telephone: '07700 900482' }

/** Create a valid request with every optional property. */
export function fullBody (stage: Stage, items: readonly Bookable[], dice: Dice): Body {
  const make = { C1: quoteBody, C2: identifiedBody, P: proposalBody, B: orderBody }[stage]
  const body = make(items, { broker: BROKER, ...(stage === 'C1' && { payment: PAYMENT }), ...(stage !== 'C1' && dice.below(3) === 0 && { customer: CLUB }) })
  const orderedItem = (body['orderedItem'] as Body[]).map((item) => ({ ...item, acceptedOffer: { '@type': 'Offer', '@id': item['acceptedOffer'] }, attendee: ATTENDEE }))
  return { ...body, seller: { '@type': 'Organization', '@id': SELLER_1 }, orderedItem }
}

type Spot = readonly [holder: Record<string, unknown>, key: string]

/** List every property and array element of a document, with the object that holds it. */
function spotsOf (node: unknown): Spot[] {
  if (typeof node !== 'object' || node === null) return []
  const holder = node as Record<string, unknown>
  return Object.keys(holder).flatMap((key): Spot[] => [[holder, key], ...spotsOf(holder[key])])
}

function put (holder: Record<string, unknown>, name: string, value: unknown): void {
  if (Array.isArray(holder) && !/^\d+$/.test(name)) { holder.push(value); return }
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Ways to spoil one value of a document. */
const SPOILERS: ReadonlyArray<(holder: Record<string, unknown>, key: string, dice: Dice) => void> = [
  (holder, key, dice) => { put(holder, key, dice.pick(VALUES)) },
  (holder, key, dice) => { put(holder, key, dice.pick(VALUES)) },
  (holder, key) => { if (Array.isArray(holder)) holder.splice(Number(key), 1); else delete holder[key] },
  (holder, _key, dice) => { put(holder, dice.pick(NAMES), dice.pick(VALUES)) },
  (holder, key, dice) => { put(holder, dice.pick(NAMES), holder[key]); delete holder[key] },
  (holder, key) => { put(holder, key, [holder[key]]) },
  (holder, key) => { put(holder, key, { '@id': holder[key] }) },
  (holder, key) => { put(holder, key, raw(`${JSON.stringify(holder[key])},${JSON.stringify(key)}:${JSON.stringify(holder[key])}`)) },
  (holder, key, dice) => { put(holder, key, spoiltByType(holder[key], dice)) },
  (holder, key, dice) => { put(holder, key, spoiltByType(holder[key], dice)) }
]

const LENGTHS = [2, 3, 11, 40, 501, 5000]
const NUMBERS = ['-1', '0.5', '1e15', '9007199254740992', '1e400', '-0', '00', '+1', 'NaN', '14.989999999999999999'].map(raw)

function spoiltByType (value: unknown, dice: Dice): unknown {
  if (typeof value === 'number') return dice.pick(NUMBERS)
  if (Array.isArray(value)) return Array.from({ length: dice.pick(LENGTHS) }, () => value[0])
  if (typeof value !== 'string') return dice.pick(VALUES)
  return value.startsWith(BASE) ? dice.pick(misleadingIds(value)) : value.toUpperCase()
}

/**
 * Spoil one to three values of a document.
 * @returns its JSON text
 */
export function spoil (body: Body, dice: Dice): string {
  // structuredClone would keep shared objects shared, so that one change would appear twice.
  const spoilt = JSON.parse(JSON.stringify(body)) as Body
  for (let left = 1 + dice.below(3); left > 0; left--) {
    const [holder, key] = dice.pick(spotsOf(spoilt))
    dice.pick(SPOILERS)(holder, key, dice)
    if (Object.keys(spoilt).length === 0) break
  }
  return spoilText(writeJson(spoilt), dice)
}

/** Replace or damage one text in ten. */
function spoilText (text: string, dice: Dice): string {
  const at = dice.below(text.length)
  switch (dice.below(60)) {
    case 0: return text.slice(0, at)
    case 1: return `${text.slice(0, at)}${dice.pick(['\u0000', '"', '}', ']', ',', '\\', '\n', '\ufeff', '{'])}${text.slice(at)}`
    case 2: return `\ufeff${text}`
    case 3: return `[${text}]`
    case 4: return `${text}${text}`
    case 5: return dice.pick(['', ' ', 'null', 'true', '0', '""', '[]', '{}', '{', 'undefined', '<Order/>', 'a=1&b=2', '['.repeat(100_000), '{"a":'.repeat(20_000), `{"@type":"Order","x":"${'\\n'.repeat(50_000)}"}`])
    default: return text
  }
}

const priced = (price: unknown, priceCurrency: unknown = 'GBP'): Body => ({ totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency } })
const ordered = (acceptedOffer: unknown, orderedItem: unknown): Body => ({ orderedItem: [{ '@type': 'OrderItem', position: 0, acceptedOffer, orderedItem }] })

/** Changes that leave a request well formed but wrong. */
const WRONGS: ReadonlyArray<(world: World, stage: Stage, body: Body) => Body> = [
  () => ({ seller: SELLER_2 }), () => ({ seller: `${SELLER_1}9` }), () => ({ seller: undefined }), () => ({ seller: { '@type': 'Organization' } }), () => ({ seller: 'x' }),
  (_, stage) => ({ '@type': stage === 'B' ? 'OrderQuote' : 'Order' }), (_, stage) => ({ '@type': stage === 'P' ? 'Order' : 'OrderProposal' }), () => ({ '@type': undefined }),
  () => ({ brokerRole: undefined }), () => ({ brokerRole: 'AgentBroker' }), () => ({ brokerRole: 'https://openactive.io/NoBroker' }), () => ({ broker: undefined }), () => ({ broker: { ...BROKER, name: undefined } }),
  () => ({ broker: { ...BROKER, address: { ...ADDRESS, postalCode: undefined } } }), () => ({ broker: { ...BROKER, '@type': 'Person' } }),
  () => ({ brokerRole: 'https://openactive.io/ResellerBroker', customer: undefined }), () => ({ brokerRole: 'https://openactive.io/ResellerBroker', customer: { '@type': 'Person' } }),
  () => ({ customer: undefined }), () => ({ customer: { ...CLUB, email: undefined } }), () => ({ customer: { ...CLUB, address: undefined } }), () => ({ customer: { ...CLUB, '@type': 'Robot' } }), () => ({ customer: ATTENDEE }),
  () => ({ payment: undefined }), () => ({ payment: undefined }), () => ({ payment: PAYMENT }), () => ({ payment: { ...PAYMENT, identifier: undefined, paymentMethod: 'Card' } }),
  () => ({ orderCustomerNote: 'Canary' }), () => ({ orderProposalVersion: 'x' }), () => ({ payment: { ...PAYMENT, identifier: 'p', accountId: 'SN0' } }), () => ({ payment: { '@type': 'Payment', identifier: 'p' } }),
  () => ({ totalPaymentDue: undefined }), () => priced(0), () => priced(-14.99), () => priced(14.98), () => priced(14.990001), () => priced(14.99, 'USD'), () => priced(14.99, '£'), () => ({ totalPaymentDue: {} }),
  ({ items }) => ordered(items.slot.offer, items.good.opportunity), ({ items }) => ordered(items.good.offer.replace(/\d+$/, '7'), items.good.opportunity),
  ({ items }) => ordered(items.good.offer, items.good.opportunity.replace(/\d+$/, '77')), ({ items }) => ordered(items.good.offer, undefined), ({ items }) => ordered(undefined, items.good.opportunity),
  ({ items }) => ordered(items.good.opportunity, items.good.offer), ({ items }) => ordered(items.good.offer, items.good.offer.split('#')[0]), () => ordered(SELLER_1, SELLER_1), () => ({ orderedItem: [] }),
  ({ items, dice }) => ordered(dice.pick(misleadingIds(items.good.offer)), items.good.opportunity), ({ items, dice }) => ordered(items.good.offer, dice.pick(misleadingIds(items.good.opportunity)))
]

const ordersOf = (...names: ReadonlyArray<keyof World['items']>) => (world: World): Bookable[] => names.map((name) => world.items[name])
const ORDERS: ReadonlyArray<(world: World) => Bookable[]> = [
  ordersOf('past'), ordersOf('early'), ordersOf('full'), ordersOf('leased'), ordersOf('foreign'), ordersOf('approval'), ordersOf('good', 'unavailable'), ordersOf('unavailable'), ordersOf('free'), ordersOf('optional'),
  ordersOf('good', 'past'), ordersOf('free', 'full', 'slot'), ordersOf('unit', 'unit'), ordersOf('free', 'leased', 'leased'), ({ items }) => Array.from({ length: 11 }, () => items.good), ordersOf('good', 'slot', 'unit')
]

/** Write a spoilt or wrong request of a stage as JSON text. */
export function badRequest (world: World, stage: Stage): string {
  const { dice, items } = world
  const good = fullBody(stage, [items[stage === 'P' ? 'approval' : dice.pick(['good', 'slot', 'unit', 'free'] as const)]], dice)
  switch (dice.below(5)) {
    case 0:
    case 1: return writeJson({ ...good, ...dice.pick(WRONGS)(world, stage, good) })
    case 2: return writeJson({ ...fullBody(stage, [...(stage === 'P' ? [items.approval] : []), ...dice.pick(ORDERS)(world)], dice), ...(dice.below(3) === 0 && dice.pick(WRONGS)(world, stage, good)) })
    default: return spoil(good, dice)
  }
}

const ITEM = { '@type': 'OrderItem', orderItemStatus: 'https://openactive.io/CustomerCancelled' }
const patchOf = (...ids: unknown[]): Body => ({ '@context': 'https://openactive.io/', '@type': 'Order', orderedItem: ids.map((id) => ({ ...ITEM, '@id': id })) })

/** Write a spoilt or wrong cancellation as JSON text. */
export function badPatch ({ dice, booked, theirs, uuids }: World): string {
  const [cancellable, fixed] = booked
  const good = patchOf(cancellable)
  return dice.pick([
    () => spoil(good, dice),
    () => spoil(good, dice),
    () => writeJson(dice.pick([
      patchOf(fixed), patchOf(cancellable, fixed), patchOf(theirs), patchOf(`${orderIri(uuids.booked)}#/orderedItems/99`), patchOf(`${orderIri(uuids.deleted)}#/orderedItems/1`), patchOf(undefined),
      patchOf(), patchOf(dice.pick(misleadingIds(cancellable))), { ...good, '@id': orderIri(uuids.theirs) }, { ...good, '@type': 'OrderQuote' }, { ...good, customer: {} }, { ...good, '<b>': 1 },
      { ...good, orderedItem: [{ ...ITEM, '@id': cancellable, orderItemStatus: 'https://openactive.io/SellerCancelled' }] }, { ...good, orderedItem: [{ ...ITEM, '@id': cancellable, position: 0 }] }
    ]))
  ])()
}

/** Write a spoilt request for a test opportunity as JSON text. */
export function badOpportunity ({ dice }: World): string {
  const criterion = dice.pick(['TestOpportunityBookable', 'TestOpportunityBookableFreePrepaymentRequired', 'None', 'constructor', '__proto__'])
  return spoil(opportunityBody(criterion, dice.pick(['ScheduledSession', 'FacilityUseSlot']), SELLER_1, dice.pick(['OpenBookingSimpleFlow', 'x'])), dice)
}

/** Write a spoilt or wrong request for a simulated action as JSON text. */
export function badAction ({ dice, uuids, booked }: World): string {
  const ids = [orderIri(uuids.deleted), orderIri(uuids.theirs), orderIri(uuids.unused), orderIri('x'), booked[0], ...misleadingIds(orderIri(uuids.booked))]
  const good = { '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'], '@type': 'test:SellerRequestedCancellationSimulateAction' }
  if (dice.below(3) > 0) return spoil({ ...good, object: { '@type': 'Order', '@id': dice.pick(ids) } }, dice)
  return writeJson({ ...good, '@type': dice.pick(['constructor', 'toString', 'test:__proto__', 'https://openactive.io/test-interface#valueOf']), object: { '@type': 'Order', '@id': orderIri(uuids.booked) } })
}
