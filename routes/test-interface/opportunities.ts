import fp from 'fastify-plugin'
import { deleteDataset } from '../../domain/test-interface/dataset-deletion.ts'
import { makeTestOpportunity } from '../../domain/test-interface/test-opportunity.ts'
import { datasetParams, opportunityRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadDataset } from '../../simulator/load.ts'

const opportunities: RoutePlugin = async (app) => {
  /** Create an Opportunity that meets a criterion. */
  const creation = {
    schema: { params: datasetParams, body: opportunityRequest }, config: { operation: 'createOpportunity' }
  } as const
  app.post('/datasets/:dataset/opportunities', creation, async ({ params, body, openBooking }) => {
    const { simulator } = openBooking
    await finishDeletion(simulator, params.dataset)
    const { opportunity } = await simulator.transact((_tx, environment) =>
      makeTestOpportunity(params.dataset, body, environment))
    const id = `${simulator.baseUrl()}/${opportunity.path}`
    return { '@context': 'https://openactive.io/', '@type': opportunity.type, '@id': id }
  })

  /** Remove the Opportunities of a test dataset from their feeds. */
  const removal = { schema: { params: datasetParams }, config: { operation: 'deleteDataset' } } as const
  app.delete('/datasets/:dataset', removal, async ({ params: { dataset }, openBooking }, reply) => {
    const { simulator } = openBooking
    await deletionStep(simulator, dataset)
    simulator.processSoon()
    return await reply.code(204).send()
  })
}

async function deletionStep ({ transact }: Simulator, name: string): Promise<void> {
  await transact(async (tx, { now }) => ({ changes: deleteDataset(await loadDataset(tx, name), now) }))
}

/** New items would go with the old ones, so the rest of a deletion comes first. */
async function finishDeletion (simulator: Simulator, name: string): Promise<void> {
  const isPending = async (): Promise<boolean> =>
    await simulator.read(async (tx) => await tx.get('dataset', name) !== undefined)
  while (await isPending()) await deletionStep(simulator, name)
}

export default fp(opportunities, { name: 'open-booking-simulator-opportunities', encapsulate: true })
