import { type FaultRule, type RequestFault, type Stage, stagesOf } from '../../../schemas/control/faults.ts'
import type { Change } from '../../records/change.ts'
import type { FaultRecord } from '../../records/control/fault.ts'
import { seededRandom } from '../../sample/random.ts'

/** A request, as rules see it. */
export interface FaultCall {
  readonly stage: Stage
  /** Id of the booking partner, undefined where nobody needs credentials. */
  readonly partner: string | undefined
  /** Path of the seller, undefined if it is unknown. */
  readonly seller: string | undefined
  /** Paths of the opportunities that the request or its order names. */
  readonly opportunities: readonly string[]
  /** UUID of the order. */
  readonly order: string | undefined
  /** Name of the feed. */
  readonly feed: string | undefined
}

/** A fault that a request has. */
export interface Fault {
  /** Id of its rule, `header` for a fault of the header. */
  readonly id: string
  readonly effects: RequestFault
  /** Delay of the answer (ms). */
  readonly delay: number
  readonly stuckAt?: number
}

/** Effects that replace or cut the answer: later rules do not count for the request. */
const FINAL = ['error', 'status', 'drop', 'loseAnswer'] as const

/** Effects that come once unless the rule gives a number: a walk through a feed would never end. */
const ONCE = ['repeatItem', 'gaps'] as const

/** @returns the requests that may still have the fault of a rule (count) */
export function timesLeft ({ rule, fired }: Pick<FaultRecord, 'rule' | 'fired'>): number {
  const times = rule.times ?? (ONCE.some((effect) => rule[effect] !== undefined) ? 1 : Infinity)
  return times - fired
}

/**
 * Decide the faults of a request.
 * @param records - all rules
 * @param call - the request
 * @param now - current time
 * @returns the faults in the order of their rules, and the changes of the counts
 */
export function matchFaults (
  records: readonly FaultRecord[], call: FaultCall, now: Date
): { faults: Fault[], changes: Change[] } {
  const faults: Fault[] = []
  const changes: Change[] = []
  for (const record of inOrder(records)) {
    if (timesLeft(record) <= 0 || !matches(record.rule, call) || !isOpen(record.rule, now)) continue
    const { rule } = record
    const matched = record.matched + 1
    const random = seededRandom((rule.seed ?? 1) + matched)
    const fires = matched > (rule.after ?? 0) && random() < (rule.probability ?? 1)
    const counted: FaultRecord = { ...record, matched, fired: record.fired + Number(fires) }
    changes.push({ kind: 'fault', id: record.id, record: counted })
    if (!fires) continue
    const { id, stuckAt } = record
    const delay = delayOf(rule, random())
    faults.push({ id, effects: rule, delay, ...(stuckAt !== undefined && { stuckAt }) })
    if (FINAL.some((effect) => rule[effect] !== undefined)) break
  }
  return { faults, changes }
}

/** @returns the rules in the order of their creation */
export function inOrder (records: readonly FaultRecord[]): FaultRecord[] {
  return [...records].sort((a, b) => a.sequence - b.sequence)
}

/** @returns the fault of a header, if the request names the opportunity of the header */
export function headerFault (effects: RequestFault, call: FaultCall, random: number): Fault[] {
  return concerns(effects.opportunity, call.opportunities)
    ? [{ id: 'header', effects, delay: delayOf(effects, random) }]
    : []
}

function delayOf ({ delay = 0, jitter = 0 }: RequestFault, random: number): number {
  return delay + Math.round(jitter * random)
}

function matches (rule: FaultRule, call: FaultCall): boolean {
  return stagesOf(rule.on).includes(call.stage) &&
    (rule.partner === undefined || rule.partner === call.partner) &&
    (rule.seller === undefined || rule.seller === call.seller) &&
    (rule.feed === undefined || rule.feed === call.feed) &&
    (rule.order === undefined || rule.order.toLowerCase() === call.order?.toLowerCase()) &&
    concerns(rule.opportunity, call.opportunities)
}

function concerns (opportunity: string | undefined, named: readonly string[]): boolean {
  return opportunity === undefined || named.includes(opportunity)
}

function isOpen ({ from, until }: FaultRule, now: Date): boolean {
  return (from === undefined || new Date(from) <= now) && (until === undefined || now < new Date(until))
}
