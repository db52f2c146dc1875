import type { Tx } from '../../data/store.ts'
import { requireOrder, requireProposal } from '../../domain/checks/preconditions.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Caller, Environment } from '../../domain/records/environment.ts'
import { findOpportunity } from '../../domain/records/opportunity.ts'
import { orderKey } from '../../domain/records/order.ts'
import type { Records } from '../../domain/records/record-kinds.ts'
import { pathsInAmendment } from '../../domain/test-interface/amendment.ts'
import { changeLogistics, isLogisticsAction, opportunityOfAction } from '../../domain/test-interface/logistics.ts'
import { ANYBODY, onlyOneOf, orderOfAction, simulateOrderAction } from '../../domain/test-interface/order-actions.ts'
import {
  isProposalAction, proposalOfAction, simulateProposalAction
} from '../../domain/test-interface/proposal-actions.ts'
import { type ActionRequest, actionRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadContext, loadListed } from '../../simulator/load.ts'

type Action = (tx: Tx, request: ActionRequest, caller: Caller | undefined, environment: Environment) => Promise<Change[]>

const actions: RoutePlugin = async (app) => {
  /** Has a seller do something. */
  app.post('/actions', { schema: { body: actionRequest }, config: { anySeller: true } }, async (request, reply) => {
    const { body } = request
    const caller = await app.identify(request, reply)
    const act = isLogisticsAction(body) ? onOpportunity : isProposalAction(body) ? onProposal : onOrder
    await app.openBooking.decide(async (tx, environment) => ({ changes: await act(tx, body, caller, environment) }))
    return await reply.code(204).send()
  })
}

const onOpportunity: Action = async (tx, request, _caller, environment) => {
  const path = opportunityOfAction(request, environment.base)
  const listing = findOpportunity(path, await loadListed(tx, [path]))
  const orders = listing === undefined ? [] : await tx.list('order', { seller: listing.opportunity.seller })
  return changeLogistics(request, listing, orders, environment)
}

const onProposal: Action = async (tx, request, caller, environment) => {
  const found = await loadAll(tx, 'proposal', proposalOfAction(request, environment.base), caller)
  const proposal = requireProposal(onlyOneOf(found), caller ?? ANYBODY)
  const context = await loadContext(tx, proposal.partner, proposal.uuid, pathsInAmendment(request, environment.base))
  return simulateProposalAction(request, proposal, context, environment)
}

const onOrder: Action = async (tx, request, caller, environment) => {
  const found = await loadAll(tx, 'order', orderOfAction(request, environment.base), caller)
  const order = requireOrder(onlyOneOf(found), caller ?? ANYBODY)
  const { records } = await loadContext(tx, order.partner, order.uuid, [])
  return simulateOrderAction(request, order, records, environment)
}

/** Loads what is stored under a UUID, of the caller or, without one, of everybody. */
async function loadAll<K extends 'order' | 'proposal'> (tx: Tx, kind: K, uuid: string, caller: Caller | undefined): Promise<ReadonlyArray<Records[K]>> {
  if (caller === undefined) return await tx.list(kind, { uuid })
  const record = await tx.get(kind, orderKey(caller.partner, uuid))
  return record === undefined ? [] : [record]
}

export default actions
