import fp from 'fastify-plugin'
import { featureList } from '../../domain/feeds/features.ts'
import {
  dueQuery, feedItemsQuery, feedPageQuery, leasesQuery, opportunitiesQuery, ordersQuery, proposalsQuery
} from '../../schemas/control/lists.ts'
import { emptyQuery } from '../../schemas/control/queries.ts'
import type { OperationName } from '../../schemas/operations/all.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { countRecords } from '../../simulator/control/view/counters.ts'
import { dueItems } from '../../simulator/control/view/due.ts'
import { feedItems } from '../../simulator/control/view/feed-items.ts'
import { feedPage, feeds } from '../../simulator/control/view/feeds.ts'
import { leases, opportunities, orders, proposals } from '../../simulator/control/view/lists.ts'
import { partners } from '../../simulator/control/view/partners.ts'
import { sellers } from '../../simulator/control/view/sellers.ts'

/** @returns the settings of a route: the schema of its query, and the operation that documents it. */
const settings = <const Query extends object>(querystring: Query, operation: OperationName) =>
  ({ schema: { querystring }, config: { operation } })

/** Show what the simulator holds: lists, page by page, and views. */
const lists: RoutePlugin = async (app) => {
  app.get('/orders', settings(ordersQuery, 'listOrders'), async ({ query, openBooking }) =>
    await orders(openBooking.simulator, query))
  app.get('/proposals', settings(proposalsQuery, 'listProposals'), async ({ query, openBooking }) =>
    await proposals(openBooking.simulator, query))
  app.get('/feed-items', settings(feedItemsQuery, 'listFeedItems'), async ({ query, openBooking }) =>
    await feedItems(openBooking.simulator, query))
  app.get('/feeds', settings(emptyQuery, 'listFeeds'), async ({ openBooking }) => await feeds(openBooking.simulator))
  app.get('/feeds/page', settings(feedPageQuery, 'feedPage'), async ({ query, openBooking }) =>
    await feedPage(openBooking.simulator, query))
  app.get('/leases', settings(leasesQuery, 'listLeases'), async ({ query, openBooking }) =>
    await leases(openBooking.simulator, query))
  app.get('/opportunities', settings(opportunitiesQuery, 'listOpportunities'), async ({ query, openBooking }) =>
    await opportunities(openBooking.simulator, query))
  app.get('/due', settings(dueQuery, 'listDue'), async ({ query, openBooking }) =>
    await dueItems(openBooking.simulator, query))
  app.get('/partners', settings(emptyQuery, 'listActivity'), async ({ openBooking }) =>
    await partners(openBooking.simulator))
  app.get('/sellers', settings(emptyQuery, 'listSellers'), async ({ openBooking }) =>
    await sellers(openBooking.simulator))
  app.get('/features', settings(emptyQuery, 'features'), async ({ openBooking: { simulator } }) =>
    ({ featureList: featureList(simulator.rules) }))
  app.get('/counters', settings(emptyQuery, 'counters'), async ({ openBooking }) =>
    await countRecords(openBooking.simulator))
}

export default fp(lists, { name: 'open-booking-simulator-control-lists', encapsulate: true })
