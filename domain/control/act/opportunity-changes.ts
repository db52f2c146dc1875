import type { OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Opportunity } from '../../records/opportunity.ts'
import { conflict } from './at-argument.ts'
import { beforeLast } from './last-instant.ts'

/**
 * Change the spaces of an Opportunity in total, or those that remain.
 * @throws {ControlError} with status 409 if it has unlimited spaces, or fewer than are booked and leased
 */
export function withSpaces (opportunity: Opportunity, wanted: OpportunityPatch['spaces']): Opportunity {
  if (wanted === undefined) return opportunity
  const { maximum, booked, leased } = opportunity.spaces
  const taken = booked + leased
  if (maximum === undefined) conflict('/spaces', `The type ${opportunity.type} has unlimited spaces.`)
  const total = wanted.maximum ?? taken + (wanted.remaining ?? 0)
  if (total < taken) {
    conflict('/spaces/maximum', `There must be at least the spaces taken: ${booked} booked and ${leased} leased.`)
  }
  return { ...opportunity, spaces: { ...opportunity.spaces, maximum: total } }
}

/**
 * Change the time of an Opportunity. With a start alone, it stays as long as it is.
 * @throws {ControlError} with status 409 if it has no time, ends before it starts, or is a course without midnights;
 * 400 beyond the years of documents
 */
export function withTimes (
  opportunity: Opportunity, { start, end }: Pick<OpportunityPatch, 'start' | 'end'>
): Opportunity {
  if (start === undefined && end === undefined) return opportunity
  const { type, start: formerStart, end: formerEnd } = opportunity
  if (formerStart === undefined || formerEnd === undefined) {
    return conflict('/start', `The type ${type} has no time to change.`)
  }
  const from = Date.parse(start ?? formerStart)
  const length = Date.parse(formerEnd) - Date.parse(formerStart)
  const to = end === undefined ? from + length : Date.parse(end)
  if (to <= from) conflict('/end', `The end must be after the start, ${isoInstant(new Date(from))}.`)
  beforeLast(new Date(to), end === undefined ? '/start' : '/end')
  if (type === 'CourseInstance' && [from, to].some((instant) => instant % 86_400_000 !== 0)) {
    conflict('/start', 'A CourseInstance has dates: it starts and ends at midnight in UTC.')
  }
  return { ...opportunity, start: isoInstant(new Date(from)), end: isoInstant(new Date(to)) }
}

/**
 * Cancel or postpone an Opportunity, or let it take place again.
 * @throws {ControlError} with status 409 for a Slot, which has no status
 */
export function withStatus (opportunity: Opportunity, status: OpportunityPatch['status']): Opportunity {
  if (status === undefined) return opportunity
  if (opportunity.type === 'Slot') conflict('/status', 'A Slot has no status; change its spaces.')
  const { eventStatus: _former, ...rest } = opportunity
  return status === 'EventScheduled' ? rest : { ...rest, eventStatus: status }
}
