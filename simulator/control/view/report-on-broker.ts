import { type BrokerReport, brokerReport } from '../../../domain/control/report/broker-report.ts'
import type { Simulator } from '../../index.ts'

/**
 * Compare the requests in the log with the requirements of the specification on brokers.
 * @param partner - id of a booking partner, by default all
 */
export function reportOnBroker ({ requestLog, time }: Simulator, partner?: string): BrokerReport {
  const { now, frozen, offsetMs } = time.status()
  const facts = { now: Date.parse(now), isRealTime: !frozen && offsetMs === 0 }
  return brokerReport(requestLog.kept(), facts, partner)
}
