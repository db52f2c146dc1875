import fp from 'fastify-plugin'
import { junitOf } from '../../../domain/control/report/junit.ts'
import { brokerReportQuery } from '../../../schemas/control/broker-report.ts'
import type { OperationName } from '../../../schemas/operations/all.ts'
import type { RoutePlugin } from '../../../schemas/type-provider.ts'
import { reportOnBroker } from '../../../simulator/control/view/report-on-broker.ts'
import { brokerReportPage } from './page.ts'

/** Name of the test suite in JUnit XML. */
const SUITE = 'Open Booking API 1.0, broker'

const settings = (operation: OperationName) =>
  ({ schema: { querystring: brokerReportQuery }, config: { operation } } as const)

/** Report on the conformance of a broker: as JSON, as JUnit XML, and as a page. */
const routes: RoutePlugin = async (app) => {
  app.get('/broker-report', settings('brokerReport'), async ({ query: { partner }, openBooking: { simulator } }) =>
    reportOnBroker(simulator, partner))
  app.get('/broker-report/junit', settings('brokerReportAsJUnit'), async ({ query: { partner }, openBooking }, reply) =>
    await reply.type('application/xml')
      .send(junitOf([{ name: SUITE, report: reportOnBroker(openBooking.simulator, partner) }])))
  app.get('/broker-report/page', settings('brokerReportPage'), async ({ query: { partner }, openBooking }, reply) =>
    await reply.type('text/html; charset=utf-8').send(brokerReportPage(reportOnBroker(openBooking.simulator, partner))))
}

export default fp(routes, { name: 'open-booking-simulator-control-broker-report', encapsulate: true })
