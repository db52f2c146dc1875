import { tombstone } from '../../domain/feeds/tombstone.ts'
import { isDeleted } from '../../domain/records/order.ts'
import { makeTestOpportunity } from '../../domain/test-interface/test-opportunity.ts'
import { datasetParams, opportunityRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const datasets: RoutePlugin = async (app) => {
  const { decide, baseUrl } = app.openBooking

  /** Makes an opportunity that meets a criterion. */
  app.post('/datasets/:dataset/opportunities', { schema: { params: datasetParams, body: opportunityRequest } }, async ({ params, body }) => {
    const { opportunity } = await decide(async (_tx, environment) => makeTestOpportunity(params.dataset, body, environment))
    return { '@context': 'https://openactive.io/', '@type': opportunity.type, '@id': `${baseUrl()}/${opportunity.path}` }
  })

  /** Takes everything that was made for a dataset out of the feeds. */
  app.delete('/datasets/:dataset', { schema: { params: datasetParams } }, async ({ params: { dataset } }, reply) => {
    await decide(async (tx, { now }) => {
      const records = await tx.list('opportunity', { dataset })
      return { changes: records.flatMap((record) => isDeleted(record) ? [] : [tombstone(record, now)]) }
    })
    return await reply.code(204).send()
  })
}

export default datasets
