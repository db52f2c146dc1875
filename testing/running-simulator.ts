import { bookingUrl, siteUrl } from '../domain/protocol/ids.ts'
import type { CreatedOpportunity } from '../domain/control/act/new-opportunity.ts'
import type { BrokerReport } from '../domain/control/report/broker-report.ts'
import type { RequestEntry } from '../domain/control/requests/request-entry.ts'
import type { FaultRule } from '../schemas/control/faults.ts'
import type { RequestQuery } from '../schemas/control/requests.ts'
import type { Scenario } from '../schemas/control/scenario.ts'
import type { Faults, FaultView } from '../simulator/control/faults.ts'
import type { Scenarios, StartedScenario } from '../simulator/control/scenario/scenarios.ts'
import type { NewOpportunity } from '../schemas/control/new-opportunity.ts'
import { createOpportunity, readNewOpportunity } from '../simulator/control/act/create-opportunity.ts'
import type { Restored } from '../simulator/control/state/replace-state.ts'
import type { SnapshotInfo } from '../simulator/control/state/state-control.ts'
import type { StateDocument } from '../simulator/control/state/transfer.ts'
import { reportOnBroker } from '../simulator/control/view/report-on-broker.ts'
import type { Simulator } from '../simulator/index.ts'
import { clockOf, type TestClock } from './clock.ts'
import { type CallerOptions, headersOf } from './headers.ts'
import { type Lists, listsOf } from './lists.ts'
import { type SellerActions, sellerActions } from './seller.ts'

/** A simulator that runs inside a test, with every way to steer it. */
export interface RunningSimulator extends Lists {
  /** Base URL, without a trailing slash. */
  readonly url: string
  /** URL of the dataset site, where a broker finds feeds and API. */
  readonly datasetSite: string
  /** Base URL of the Open Booking API. */
  readonly api: string
  /** `@id`s of the sellers. */
  readonly sellers: readonly string[]
  /**
   * Write the headers of a booking request: media type and credentials.
   * @param caller - the booking partner and the seller of the credentials; by default `openactive`, for every seller
   * @throws {Error} if headers alone cannot carry credentials, as with OpenID Connect
   */
  headers (caller?: CallerOptions): Record<string, string>
  /**
   * Create an opportunity that meets a criterion of the test interface; it is in its feed at once.
   * @param criterion - name of the criterion
   * @param options - type, flow, seller, price and start; each has a default
   * @throws {ControlError} if no opportunity can be as wanted
   */
  opportunity (criterion: string, options?: Omit<NewOpportunity, 'criterion'>): Promise<CreatedOpportunity>
  /**
   * Provoke faults of the booking system.
   * @param rule - stage, conditions and effect
   * @throws {ControlError} for a rule that is not valid
   */
  fault (rule: FaultRule): Promise<FaultView>
  /** The faults of this simulator. */
  readonly faults: Pick<Faults, 'list' | 'remove' | 'clear'>
  /**
   * List the requests that the simulator has received, oldest first. Secrets and personal data are masked.
   * @param filter - order, stage, booking partner or status
   */
  requests (filter?: RequestQuery): RequestEntry[]
  /**
   * Compare the requests of brokers with the requirements of the specification on them.
   * @param partner - id of a booking partner, by default all
   */
  brokerReport (partner?: string): BrokerReport
  /**
   * Start a scenario, in place of the one that runs.
   * @param name - name of a scenario of this package, or a new name
   * @param document - the scenario, if it has a new name
   * @throws {ControlError} for an unknown name, or for a document that is not valid
   */
  scenario (name: string, document?: Scenario): Promise<StartedScenario>
  /** The scenarios of this simulator. */
  readonly scenarios: Pick<Scenarios, 'list' | 'end'>
  /** Acts as the seller of an order or order proposal. */
  readonly seller: SellerActions
  /** Return to the state and the clock of the start. Feeds show the way back, and UUIDs are free again. */
  reset (): Promise<Restored>
  /**
   * Remember the state.
   * @param name - name of the snapshot, by default a new one
   * @throws {ControlError} if the name is not permitted
   */
  snapshot (name?: string): Promise<SnapshotInfo>
  /**
   * Return to a snapshot, which remains.
   * @param snapshot - the snapshot, or its name
   * @throws {ControlError} if there is no such snapshot
   */
  restore (snapshot: Pick<SnapshotInfo, 'name'> | string): Promise<Restored>
  /** @returns the whole state as a JSON document. It has digests of secrets, and personal data. */
  export (): Promise<StateDocument>
  /**
   * Replace the whole state and the clock by an exported one.
   * @param document - an export of a simulator with the same options for sample data
   * @throws {ControlError} if the document does not fit; then nothing has changed
   */
  import (document: unknown): Promise<Restored>
  /** The simulated clock, by which leases, windows and tokens end. */
  readonly clock: TestClock
}

/**
 * Wrap a simulator for tests.
 * @param simulator - a simulator that has started
 */
export function toRunning (simulator: Simulator): RunningSimulator {
  const { faults, scenarios, state } = simulator
  const url = simulator.baseUrl()
  return {
    url,
    datasetSite: siteUrl(url),
    api: bookingUrl(url),
    sellers: simulator.rules.sellers.map(({ path }) => `${url}/${path}`),
    headers: (caller) => headersOf(simulator, caller),
    opportunity: async (criterion, options) =>
      await createOpportunity(simulator, readNewOpportunity({ ...options, criterion })),
    ...listsOf(simulator),
    seller: sellerActions(simulator),
    reset: state.reset,
    snapshot: state.snapshot,
    restore: async (snapshot) => await state.restore(typeof snapshot === 'string' ? snapshot : snapshot.name),
    export: state.export,
    import: state.import,
    fault: faults.add,
    faults,
    requests: simulator.requestLog.list,
    brokerReport: (partner) => reportOnBroker(simulator, partner),
    scenario: scenarios.start,
    scenarios,
    clock: clockOf(simulator.time)
  }
}
