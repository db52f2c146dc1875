import fp from 'fastify-plugin'
import type { Change } from '../../domain/records/change.ts'
import { requireOrder, requireProposal } from '../../domain/checks/preconditions.ts'
import { ANYBODY, type Caller, type Environment } from '../../domain/records/environment.ts'
import { findOpportunity } from '../../domain/records/opportunity.ts'
import { pathsInAmendment } from '../../domain/test-interface/amendment.ts'
import { requireKnownAction } from '../../domain/test-interface/known-actions.ts'
import {
  changeLogistics, isLogisticsAction, opportunityOfAction, publishLogistics
} from '../../domain/test-interface/logistics.ts'
import { onlyOneOf, orderOfAction, simulateOrderAction } from '../../domain/test-interface/order-actions.ts'
import {
  isProposalAction, proposalOfAction, simulateProposalAction
} from '../../domain/test-interface/proposal-actions.ts'
import { type ActionRequest, actionRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadByUuid, loadOpportunities, loadOrderContext, type Reader } from '../../simulator/load.ts'

interface ActionCall {
  readonly request: ActionRequest
  readonly caller: Caller
  readonly simulator: Pick<Simulator, 'spellUuid'>
}
type Action = (tx: Reader, call: ActionCall, environment: Environment) => Promise<Change[]>

const schema = { body: actionRequest }
const config = { operation: 'simulateAction', anySeller: true } as const

const actions: RoutePlugin = async (app) => {
  /** Make a seller act. */
  app.post('/actions', { schema, config }, async ({ body, openBooking: { simulator, caller } }, reply) => {
    requireKnownAction(body)
    const act = isLogisticsAction(body) ? onOpportunity : isProposalAction(body) ? onProposal : onOrder
    await simulator.transact(async (tx, environment) =>
      ({ changes: await act(tx, { request: body, caller, simulator }, environment) }))
    return await reply.code(204).send()
  })
}

const onOpportunity: Action = async (tx, { request }, environment) => {
  const path = opportunityOfAction(request, environment.base)
  const found = findOpportunity(path, await loadOpportunities(tx, [path]))
  const record = changeLogistics(request, found, environment)
  return publishLogistics(record, await tx.list('order', { opportunity: record.path }), environment.rules)
}

const onProposal: Action = async (tx, { request, caller, simulator }, environment) => {
  const owner = ownerOf(caller)
  const uuid = simulator.spellUuid(proposalOfAction(request, environment.base), owner?.partner)
  const found = await loadByUuid(tx, 'proposal', uuid, owner)
  const proposal = requireProposal(onlyOneOf(found), caller)
  const paths = pathsInAmendment(request.object.orderedItem ?? [], environment.base)
  const context = await loadOrderContext(tx, proposal, proposal.uuid, paths)
  return simulateProposalAction({ request, proposal }, context, environment)
}

const onOrder: Action = async (tx, { request, caller, simulator }, environment) => {
  const owner = ownerOf(caller)
  const uuid = simulator.spellUuid(orderOfAction(request, environment.base), owner?.partner)
  const found = await loadByUuid(tx, 'order', uuid, owner)
  const order = requireOrder(onlyOneOf(found), caller)
  const { records } = await loadOrderContext(tx, order, order.uuid, [])
  return simulateOrderAction({ request, order }, records, environment)
}

const ownerOf = (caller: Caller): Caller | undefined => caller === ANYBODY ? undefined : caller

export default fp(actions, { name: 'open-booking-simulator-actions', encapsulate: true })
