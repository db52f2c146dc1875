import fp from 'fastify-plugin'
import { tombstone } from '../../domain/feeds/tombstone.ts'
import { isDeleted } from '../../domain/records/order.ts'
import { makeTestOpportunity } from '../../domain/test-interface/test-opportunity.ts'
import { datasetParams, opportunityRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const opportunities: RoutePlugin = async (app) => {
  /** Create an Opportunity that meets a criterion. */
  const creation = { params: datasetParams, body: opportunityRequest }
  app.post('/datasets/:dataset/opportunities', { schema: creation }, async ({ params, body, openBooking }) => {
    const { simulator } = openBooking
    const { opportunity } = await simulator.transact((_tx, environment) =>
      makeTestOpportunity(params.dataset, body, environment))
    const id = `${simulator.baseUrl()}/${opportunity.path}`
    return { '@context': 'https://openactive.io/', '@type': opportunity.type, '@id': id }
  })

  /** Remove the Opportunities of a test dataset from their feeds. */
  const removal = { params: datasetParams }
  app.delete('/datasets/:dataset', { schema: removal }, async ({ params: { dataset }, openBooking }, reply) => {
    await openBooking.simulator.transact(async (tx, { now }) => {
      const records = await tx.list('opportunity', { dataset })
      return { changes: records.flatMap((record) => isDeleted(record) ? [] : [tombstone(record, now)]) }
    })
    return await reply.code(204).send()
  })
}

export default fp(opportunities, { name: 'open-booking-simulator-opportunities', encapsulate: true })
