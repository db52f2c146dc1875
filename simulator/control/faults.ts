import { received } from '../../domain/protocol/received.ts'
import { isDeleted } from '../../domain/records/order.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { FaultRecord } from '../../domain/records/control/fault.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Change } from '../../domain/records/change.ts'
import { ControlError } from '../../domain/control/control-error.ts'
import { faultWarnings } from '../../domain/control/faults/fault-warnings.ts'
import { type Fault, headerFault, inOrder, matchFaults, timesLeft } from '../../domain/control/faults/match-faults.ts'
import { type FaultSetting, readFaultRule, readRequestFault } from '../../domain/control/faults/read-fault.ts'
import {
  type FaultRule, faultRule, type RequestFault, requestFault, type Stage, stagesOf
} from '../../schemas/control/faults.ts'
import type { Reader } from '../../data/store.ts'
import type { BookingPartners } from '../booking-partners.ts'
import type { Transact } from '../transact.ts'
import { checkArguments } from './arguments.ts'
import { faultCallOf, type FaultRequest } from './fault-call.ts'

/** Most rules at the same time (count). */
const MOST_RULES = 100

/** A rule as its owner sees it. */
export type FaultView = FaultRule & {
  readonly id: string
  /** Matching requests so far (count). */
  readonly matched: number
  /** Requests so far that had the fault (count). */
  readonly fired: number
  /** Reasons for which it matches nothing at present; missing if requests can match. */
  readonly warnings?: readonly string[]
}

/** The faults of a simulator. */
export interface Faults {
  /**
   * Add a rule.
   * @param rule - the rule, as `schemas/control/faults.ts` describes it
   * @throws {ControlError} with status 400 for a rule that is not valid, 409 if there are too many
   */
  add (rule: unknown): Promise<FaultView>
  /** @returns all rules, in the order of their creation. */
  list (): Promise<FaultView[]>
  /**
   * Remove a rule.
   * @throws {ControlError} with status 404 if there is none with this id
   */
  remove (id: string): Promise<void>
  /** Remove all rules. */
  clear (): Promise<void>
  /** Take over the stored rules: at the start, and after a change of the state as a whole. */
  take (reader: Reader): Promise<void>
  /** @returns whether a rule may concern requests of a stage. */
  concerns (stage: Stage): boolean
  /**
   * Decide the faults of a request, and count them.
   * @throws {ControlError} with status 400 if the header is not valid
   */
  fire (request: FaultRequest): Promise<readonly Fault[]>
}

/** The parts of a simulator that faults need. */
export interface FaultParts {
  readonly transact: Transact
  readonly rules: Rules
  readonly bookingPartners: Pick<BookingPartners, 'get'>
  readonly baseUrl: () => string
  /** @returns the newest change number of all feeds. */
  readonly newestChange: () => Promise<number>
}

/**
 * Require room for more rules.
 * @param records - the rules that stay
 * @param more - new rules (count)
 * @throws {ControlError} with status 409 if there would be too many
 */
export function requireRoom (records: readonly FaultRecord[], more = 1): void {
  if (records.length + more > MOST_RULES) {
    throw new ControlError(409, `At most ${MOST_RULES} rules are kept: there are ${records.length}, and ${more} ` +
      'would follow. Remove some first.')
  }
}

/** Create the faults of a simulator. The store has them; this remembers which stages they concern. */
export function createFaults ({ transact, rules, bookingPartners, baseUrl, newestChange }: FaultParts): Faults {
  let known = new Map<string, FaultRecord>()

  /** Run a transaction that changes rules, and remember them. */
  const change: Transact = async (work) => {
    const decision = await transact(work)
    for (const { kind, id, record } of decision.changes) {
      if (kind !== 'fault') continue
      if (record === null) known.delete(id)
      else known.set(id, record)
    }
    return decision
  }

  async function viewOf (record: FaultRecord, tx: Reader, { now }: Environment): Promise<FaultView> {
    const { id, rule, matched, fired } = record
    const found = rule.opportunity === undefined ? undefined : await tx.get('opportunity', rule.opportunity)
    const warnings = faultWarnings(record, {
      now,
      rules,
      hasPartner: (partner) => bookingPartners.get(partner) !== undefined,
      hasOpportunity: () => found !== undefined && !isDeleted(found)
    })
    return { id, ...withIris(rule, baseUrl()), matched, fired, ...(warnings.length > 0 && { warnings }) }
  }

  async function add (given: unknown): Promise<FaultView> {
    const checked = checkArguments(faultRule, given)
    const rule = readFaultRule(checked, { base: baseUrl(), rules })
    const stuckAt = rule.stuck === undefined ? undefined : await newestChange()
    const { view } = await change(async (tx, environment) => {
      const records = inOrder(await tx.list('fault', {}))
      requireRoom(records)
      const sequence = (records.at(-1)?.sequence ?? 0) + 1
      const record: FaultRecord =
        { id: environment.newId(), sequence, rule, matched: 0, fired: 0, ...(stuckAt !== undefined && { stuckAt }) }
      const changes: Change[] = [{ kind: 'fault', id: record.id, record }]
      return { changes, view: await viewOf(record, tx, environment) }
    })
    return view
  }

  async function list (): Promise<FaultView[]> {
    const { views } = await transact(async (tx, environment) => {
      const views: FaultView[] = []
      for (const record of inOrder(await tx.list('fault', {}))) {
        views.push(await viewOf(record, tx, environment))
      }
      return { changes: [], views }
    })
    return views
  }

  async function remove (id: string): Promise<void> {
    await change(async (tx) => {
      if (await tx.get('fault', id) === undefined) {
        throw new ControlError(404, `There is no fault ${received(id)}. GET /simulator/faults lists them.`)
      }
      return { changes: [{ kind: 'fault', id, record: null } as const] }
    })
  }

  async function clear (): Promise<void> {
    await change(async (tx) =>
      ({ changes: (await tx.list('fault', {})).map(({ id }): Change => ({ kind: 'fault', id, record: null })) }))
  }

  async function take (reader: Reader): Promise<void> {
    const records = await reader.list('fault', {})
    known = new Map(records.map((record) => [record.id, record]))
  }

  function concerns (stage: Stage): boolean {
    return [...known.values()].some((record) => stagesOf(record.rule.on).includes(stage) && timesLeft(record) > 0)
  }

  async function fire (request: FaultRequest): Promise<readonly Fault[]> {
    const { stage, header } = request
    const own = header === undefined ? undefined : readHeader(header, stage, { base: baseUrl(), rules })
    if (own === undefined && !concerns(stage)) return []
    const { faults } = await change(async (tx, environment) => {
      const call = await faultCallOf(request, tx, environment)
      if (own !== undefined) return { changes: [], faults: headerFault(own, call, Math.random()) }
      return matchFaults(await tx.list('fault', {}), call, environment.now)
    })
    return faults
  }

  return { add, list, remove, clear, take, concerns, fire }
}

/** A fault of the header comes alone: rules do not count for its request. */
function readHeader (header: string, stage: Stage, setting: FaultSetting): RequestFault {
  const checked = checkArguments(requestFault, parse(header))
  return readRequestFault(checked, stage, setting)
}

function parse (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlError(400, 'The header X-Simulator-Fault must be a JSON object, such as {"delay": 3000}.', '')
  }
}

function withIris (rule: FaultRule, base: string): FaultRule {
  const { seller, opportunity } = rule
  return {
    ...rule,
    ...(seller !== undefined && { seller: `${base}/${seller}` }),
    ...(opportunity !== undefined && { opportunity: `${base}/${opportunity}` })
  }
}
