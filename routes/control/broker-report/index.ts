import fp from 'fastify-plugin'
import { junitOf } from '../../../domain/control/report/junit.ts'
import { brokerReportQuery } from '../../../schemas/control/broker-report.ts'
import type { RoutePlugin } from '../../../schemas/type-provider.ts'
import { reportOnBroker } from '../../../simulator/control/view/report-on-broker.ts'
import { brokerReportPage } from './page.ts'

/** Name of the test suite in JUnit XML. */
const SUITE = 'Open Booking API 1.0, broker'

/** Report on the conformance of a broker. */
const routes: RoutePlugin = async (app) => {
  const settings = { schema: { querystring: brokerReportQuery }, config: { operation: 'brokerReport' } } as const
  app.get('/broker-report', settings, async ({ query: { partner, format }, openBooking }, reply) => {
    const report = reportOnBroker(openBooking.simulator, partner)
    if (format === 'junit') return await reply.type('application/xml').send(junitOf([{ name: SUITE, report }]))
    if (format === 'page') return await reply.type('text/html; charset=utf-8').send(brokerReportPage(report))
    return report
  })
}

export default fp(routes, { name: 'open-booking-simulator-control-broker-report', encapsulate: true })
