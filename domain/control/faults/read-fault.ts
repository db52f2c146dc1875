import { type FaultRule, type RequestFault, type Stage, stagesOf } from '../../../schemas/control/faults.ts'
import { ERRORS, isErrorType } from '../../protocol/errors.ts'
import { pathOf } from '../../protocol/ids.ts'
import { didYouMean } from '../../protocol/nearest.ts'
import { received, wrongId } from '../../protocol/received.ts'
import type { Rules } from '../../records/booking-rules.ts'
import { requireOwnPrice } from '../act/price-argument.ts'
import { ControlError } from '../control-error.ts'

const ORDERING: readonly Stage[] = ['C1', 'C2', 'P', 'B']
const ABOUT_ORDERS: readonly Stage[] = [...ORDERING, 'U', 'status', 'deletion']

/** Properties that only some stages have. */
const STAGES_OF: Partial<Record<keyof FaultRule, readonly Stage[]>> = {
  seller: ABOUT_ORDERS,
  opportunity: ABOUT_ORDERS,
  order: ABOUT_ORDERS,
  feed: ['feed'],
  error: [...ABOUT_ORDERS, 'feed'],
  takeSpaces: ORDERING,
  changePrice: ORDERING,
  endLease: ORDERING,
  stuck: ['feed'],
  repeatPage: ['feed'],
  repeatItem: ['feed'],
  gaps: ['feed'],
  pageSize: ['feed'],
  unordered: ['feed']
}

/** Effects of which a rule has one. A delay may come with another one. */
const EXCLUSIVE = [
  'error', 'status', 'drop', 'loseAnswer', 'takeSpaces', 'changePrice', 'endLease', 'stuck', 'repeatPage', 'repeatItem',
  'gaps', 'pageSize', 'unordered'
] as const satisfies ReadonlyArray<keyof RequestFault>

/** The surroundings of a rule. */
export interface FaultSetting { readonly base: string, readonly rules: Pick<Rules, 'prices'> }

/**
 * Check a rule beyond its schema, and store no absolute IRI.
 * @param rule - a rule that its schema allows
 * @param setting - base URL, and whether all offers are free
 * @returns the rule with paths in place of `@id`s
 * @throws {ControlError} with status 400 and the JSON pointer, if it contradicts itself or can match no request; with
 * 409 for a price that the options exclude
 */
export function readFaultRule (rule: FaultRule, setting: FaultSetting): FaultRule {
  const { from, until } = rule
  const { base } = setting
  const [first, ...others] = stagesOf(rule.on)
  const effects = readRequestFault(rule, first, setting)
  for (const stage of others) requireStage(rule, stage)
  if (from !== undefined && until !== undefined && new Date(from) >= new Date(until)) {
    throw new ControlError(400, `until must be later than from, ${from}; received ${until}.`, '/until')
  }
  const seller = rule.seller === undefined ? undefined : requirePath('seller', rule.seller, base)
  return { ...rule, ...effects, ...(seller !== undefined && { seller }) }
}

/**
 * Check the effects of a rule or header beyond their schema, and store no absolute IRI.
 * @param fault - effects that their schema allows
 * @param stage - the stage of the rule or request
 * @param setting - base URL, and whether all offers are free
 * @throws {ControlError} with status 400 and the JSON pointer, if they contradict each other or do not fit the stage;
 * with 409 for a price that the options exclude
 */
export function readRequestFault<F extends RequestFault> (fault: F, stage: Stage, { base, rules }: FaultSetting): F {
  const names = EXCLUSIVE.filter((name) => fault[name] !== undefined)
  if (names.length > 1) {
    throw new ControlError(400, `A fault must have one effect; received ${names.join(' and ')}. Use several rules.`,
      `/${names[1]}`)
  }
  if (names.length === 0 && fault.delay === undefined) {
    throw new ControlError(400, `A fault must have an effect: delay or one of ${EXCLUSIVE.join(', ')}.`, '')
  }
  requireStage(fault, stage)
  if (fault.jitter !== undefined && fault.delay === undefined) {
    throw new ControlError(400, 'jitter must come with delay.', '/jitter')
  }
  if (fault.retryAfter !== undefined && fault.error === undefined && fault.status === undefined) {
    throw new ControlError(400, 'retryAfter must come with error or status.', '/retryAfter')
  }
  if (fault.error !== undefined) requireErrorType(fault.error)
  if (fault.changePrice !== undefined) requireOwnPrice(fault.changePrice, '/changePrice', rules)
  if (fault.opportunity === undefined) return fault
  return { ...fault, opportunity: requirePath('opportunity', fault.opportunity, base) }
}

function requireStage (fault: RequestFault, stage: Stage): void {
  for (const [name, stages] of Object.entries(STAGES_OF)) {
    if (fault[name as keyof RequestFault] === undefined || stages.includes(stage)) continue
    throw new ControlError(400,
      `${name} must be omitted at ${stage}: only ${stages.join(', ')} can have it.`, `/${name}`)
  }
}

function requireErrorType (type: string): void {
  if (isErrorType(type)) return
  const problem = `error must be an error type of the Open Booking API; received ${received(type)}.`
  throw new ControlError(400, `${problem}${didYouMean(type, Object.keys(ERRORS))}`, '/error')
}

function requirePath (name: string, iri: string, base: string): string {
  const path = pathOf(base, iri)
  if (path !== undefined) return path
  throw new ControlError(400, wrongId(`${name} must be an @id of this system`, iri, base), `/${name}`)
}
