import { BASE } from './build-app.ts'
import { type Body, spoil } from './hostile-bodies.ts'
import { misleadingIds, writeJson } from './hostile-values.ts'
import { orderIri, proposalIri, type World } from './hostile-world.ts'
import { confirmationBody } from './proposals.ts'
import { type Bookable, orderBody, PAYMENT } from './requests.ts'

/** Pick the UUID of a proposal, most often of the accepted one. */
export function anyProposal ({ dice, proposals: { accepted, amended, rejected, theirs }, uuids }: World): string {
  return dice.pick([accepted.uuid, accepted.uuid, accepted.uuid, amended.uuid, rejected.uuid, theirs.uuid, uuids.unused])
}

const REJECTION: Body = { '@context': 'https://openactive.io/', '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected' }
const WRONG_UPDATES: readonly Body[] = [
  { orderProposalStatus: 'https://openactive.io/SellerAccepted' }, { orderProposalStatus: undefined }, { orderProposalStatus: undefined, orderCustomerNote: 'Canary' }, { orderCustomerNote: '' },
  { '@type': 'Order' }, { '@id': 'x' }, { customer: {} }, { orderedItem: [] }, { orderProposalVersion: 'x' }, { '<b>': 1 }
]

/** Write a spoilt or wrong update of a proposal as JSON text. */
export function badUpdate ({ dice }: World): string {
  return dice.below(2) === 0 ? spoil(REJECTION, dice) : writeJson({ ...REJECTION, ...dice.pick(WRONG_UPDATES) })
}

/** Create UUID and JSON text of a spoilt or wrong B after P. */
export function badConfirmation ({ dice, proposals: { accepted, amended, rejected, theirs }, uuids, items }: World): { uuid: string, body: string } {
  const { uuid, version } = accepted
  const bodies = [
    { uuid, body: spoil(confirmationBody(version, { payment: { ...PAYMENT, identifier: 'p' } }), dice) },
    { uuid, body: spoil(confirmationBody(version, { payment: { ...PAYMENT, identifier: 'p' } }), dice) },
    { uuid, body: writeJson(confirmationBody(dice.pick([theirs.version, amended.version, 'x', ...misleadingIds(version)]))) },
    { uuid, body: writeJson(confirmationBody(version, dice.pick([orderBody([items.approval]), { payment: PAYMENT }, { payment: { ...PAYMENT, accountId: 'SN0' } }, { '@type': 'OrderProposal' }, { customer: {} }]))) },
    ...[amended, rejected, theirs].map((one) => ({ uuid: one.uuid, body: writeJson(confirmationBody(one.version)) })),
    { uuid: dice.pick([uuids.unused, uuids.quoted, uuids.deleted, uuids.booked]), body: writeJson(confirmationBody(version)) }
  ]
  return dice.pick(bodies)
}

const instead = ({ opportunity, offer }: Bookable, price?: number): Body => ({ orderedItem: opportunity, acceptedOffer: price === undefined ? offer : { '@id': offer, price } })

/** Create an amendment of an item that the seller cannot make. */
function wrongItem ({ items, dice }: World, id: string): Body {
  return dice.pick<Body>([
    { '@id': dice.pick(misleadingIds(id)) }, { '@id': id.replace(/1$/, '2') }, { '@id': undefined }, { '@id': id, acceptedOffer: { price: dice.pick([-1, 0.001, 1e15, 1e22]) } },
    ...(['past', 'full', 'leased', 'foreign', 'unavailable'] as const).map((name) => ({ '@id': id, ...instead(items[name], dice.pick([undefined, 5])) })),
    { '@id': id, orderedItem: dice.pick(misleadingIds(items.good.opportunity)), acceptedOffer: items.good.offer }, { '@id': id, orderedItem: items.good.opportunity, acceptedOffer: dice.pick(misleadingIds(items.good.offer)) },
    { '@id': id, orderedItem: items.good.opportunity }
  ])
}

/** Pick the `@id` of an object that the action does not apply to. */
function wrongObject ({ proposals: { accepted, theirs }, uuids, dice }: World): string {
  return dice.pick([proposalIri(theirs.uuid), proposalIri(uuids.unused), proposalIri(uuids.booked), orderIri(accepted.uuid), accepted.version, `${BASE}/x`, ...misleadingIds(proposalIri(accepted.uuid))])
}

/** Write a spoilt or wrong action on a proposal as JSON text. */
export function badProposalAction (world: World): string {
  const { dice, proposals: { accepted, rejected } } = world
  const action = (what: string, id: string, more: object = {}): Body => ({
    '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'], '@type': `test:Seller${what}OrderProposalSimulateAction`, object: { '@type': 'OrderProposal', '@id': id, ...more }
  })
  const item = { '@id': accepted.ids[0], ...instead(world.items.good, 5) }
  return dice.pick([
    () => spoil(action('Amend', proposalIri(accepted.uuid), { orderSellerNote: 'For less?', orderedItem: [item] }), dice),
    () => spoil(action(dice.pick(['Accept', 'Reject']), proposalIri(accepted.uuid), { orderSellerNote: 'Yes or no' }), dice),
    () => writeJson(action('Amend', proposalIri(accepted.uuid), { orderedItem: [wrongItem(world, accepted.ids[0]!)] })),
    () => writeJson(action('Amend', proposalIri(accepted.uuid), { orderedItem: [item, wrongItem(world, accepted.ids[0]!)] })),
    () => writeJson(action(dice.pick(['Accept', 'Amend']), proposalIri(rejected.uuid))),
    () => writeJson(action(dice.pick(['Accept', 'Amend', 'Reject', 'Forget']), wrongObject(world)))
  ])()
}
