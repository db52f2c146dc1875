import { bookingUrl, siteUrl } from '../domain/protocol/ids.ts'
import type { CreatedOpportunity } from '../domain/control/new-opportunity.ts'
import type { NewOpportunity } from '../schemas/control/new-opportunity.ts'
import { createOpportunity, readNewOpportunity } from '../simulator/control/create-opportunity.ts'
import type { SimulatedTime } from '../simulator/control/time.ts'
import type { Simulator } from '../simulator/index.ts'
import { type CallerOptions, headersOf } from './headers.ts'

/** A simulator that runs inside a test, with every way to steer it. */
export interface RunningSimulator {
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
  /** The simulated clock, by which leases, windows and tokens end. */
  readonly clock: SimulatedTime
}

/**
 * Wrap a simulator for tests.
 * @param simulator - a simulator that has started
 */
export function toRunning (simulator: Simulator): RunningSimulator {
  const url = simulator.baseUrl()
  return {
    url,
    datasetSite: siteUrl(url),
    api: bookingUrl(url),
    sellers: simulator.rules.sellers.map(({ path }) => `${url}/${path}`),
    headers: (caller) => headersOf(simulator, caller),
    opportunity: async (criterion, options) =>
      await createOpportunity(simulator, readNewOpportunity({ ...options, criterion })),
    clock: simulator.time
  }
}
