import { bury } from '../../domain/feeds.ts'
import { isDeleted } from '../../domain/state.ts'
import { makeTestOpportunity } from '../../domain/sample/test-data.ts'
import { datasetParams, opportunityRequest } from '../../schemas/test-interface.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { rejectImpossible } from '../booking/operate.ts'

const datasets: RoutePlugin = async (app) => {
  const { store, environment, baseUrl } = app.openBooking

  /** Makes an opportunity that meets a criterion. */
  app.post('/datasets/:dataset/opportunities', { schema: { params: datasetParams, body: opportunityRequest } }, async ({ params, body }) => {
    const opportunity = await store.transaction(async (tx) => {
      const { opportunity, changes } = makeTestOpportunity(params.dataset, body, environment(tx.now))
      await tx.apply(changes)
      return opportunity
    })
    return { '@context': 'https://openactive.io/', '@type': opportunity.type, '@id': `${baseUrl()}/${opportunity.path}` }
  })

  /** Takes everything that was made for a dataset out of the feeds. */
  app.delete('/datasets/:dataset', { schema: { params: datasetParams } }, async ({ params: { dataset } }, reply) => {
    await store.transaction(async (tx) => {
      const records = await tx.list('opportunity', { dataset })
      const changes = records.flatMap((record) => isDeleted(record) ? [] : [bury(record, tx.now)])
      await tx.apply(changes)
      await rejectImpossible(tx, changes, environment(tx.now))
    })
    return await reply.code(204).send()
  })
}

export default datasets
