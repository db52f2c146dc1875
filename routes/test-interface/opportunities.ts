import { tombstone } from '../../domain/feeds/tombstone.ts'
import { isDeleted } from '../../domain/records/order.ts'
import { makeTestOpportunity } from '../../domain/test-interface/test-opportunity.ts'
import { datasetParams, opportunityRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const opportunities: RoutePlugin = async (app) => {
  /** Create an Opportunity that meets a criterion. */
  app.post('/datasets/:dataset/opportunities', { schema: { params: datasetParams, body: opportunityRequest } }, async ({ params, body, openBooking: { simulator } }) => {
    const { opportunity } = await simulator.transact((_tx, environment) => makeTestOpportunity(params.dataset, body, environment))
    const id = `${simulator.baseUrl()}/${opportunity.path}`
    return { '@context': 'https://openactive.io/', '@type': opportunity.type, '@id': id }
  })

  /** Remove the Opportunities of a test dataset from their feeds. */
  app.delete('/datasets/:dataset', { schema: { params: datasetParams } }, async ({ params: { dataset }, openBooking: { simulator } }, reply) => {
    await simulator.transact(async (tx, { now }) => {
      const records = await tx.list('opportunity', { dataset })
      return { changes: records.flatMap((record) => isDeleted(record) ? [] : [tombstone(record, now)]) }
    })
    return await reply.code(204).send()
  })
}

export default opportunities
