import { sectionUrl } from '../requests/error-reference.ts'
import type { LoggedRequest } from '../requests/request-entry.ts'
import { BOOKING_REQUIREMENTS } from './booking-requirements.ts'
import { ERROR_REQUIREMENTS } from './error-requirements.ts'
import { exchangesOf } from './exchange.ts'
import { FEED_REQUIREMENTS } from './feed-requirements.ts'
import { REQUEST_REQUIREMENTS } from './request-requirements.ts'
import type { ReportFacts, Requirement } from './requirement.ts'
import { RETRY_REQUIREMENTS } from './retry-requirements.ts'

/** All requirements, in the order of the report. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...BOOKING_REQUIREMENTS, ...RETRY_REQUIREMENTS, ...FEED_REQUIREMENTS, ...REQUEST_REQUIREMENTS, ...ERROR_REQUIREMENTS
]

/** Most breaches that the report shows for a requirement (count). */
const MOST_PROBLEMS = 20

/** A breach of a requirement. */
export interface Problem {
  /** Number of the request in the log. */
  readonly request: number
  /** The breach in one sentence. */
  readonly message: string
}

/** A requirement, and how the broker meets it. */
export interface RequirementResult extends Pick<Requirement, 'id' | 'title' | 'level'> {
  /** Address of the section of the specification. */
  readonly specification: string
  /** `not seen` if the requirement never applied. */
  readonly outcome: 'met' | 'not met' | 'not seen'
  /** Occasions on which it applied (count). */
  readonly occasions: number
  /** Breaches (count). */
  readonly breaches: number
  /** The first breaches; missing without any. */
  readonly problems?: readonly Problem[]
}

/** The report on the conformance of a broker. */
export interface BrokerReport {
  /** Whether each requirement with MUST that applied is met. */
  readonly conforms: boolean
  /** Requests that the report is about (count). */
  readonly requests: number
  readonly requirements: readonly RequirementResult[]
}

/**
 * Compare the requests of brokers with the requirements of the specification on them.
 * @param requests - the requests in the log, oldest first
 * @param facts - facts beside the requests
 * @param partner - id of a booking partner, undefined for all
 */
export function brokerReport (
  requests: readonly LoggedRequest[], facts: ReportFacts, partner?: string
): BrokerReport {
  const exchanges = exchangesOf(requests, partner)
  const requirements = REQUIREMENTS.map(({ id, title, level, section, check }): RequirementResult => {
    const occasions = check(exchanges, facts)
    const problems = occasions.flatMap(({ request, problem }) =>
      problem === undefined ? [] : [{ request, message: problem }])
    return {
      id,
      title,
      level,
      specification: sectionUrl(section),
      outcome: occasions.length === 0 ? 'not seen' : problems.length === 0 ? 'met' : 'not met',
      occasions: occasions.length,
      breaches: problems.length,
      ...(problems.length > 0 && { problems: problems.slice(0, MOST_PROBLEMS) })
    }
  })
  const conforms = requirements.every(({ level, outcome }) => level !== 'MUST' || outcome !== 'not met')
  return { conforms, requests: exchanges.length, requirements }
}
