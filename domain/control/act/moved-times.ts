import type { Move } from '../../../schemas/control/sellers.ts'
import { after, isoInstant } from '../../protocol/time.ts'
import type { Opportunity, OpportunityGroup } from '../../records/opportunity.ts'
import type { ItemOfOrder } from '../../records/order.ts'
import { conflict } from './at-argument.ts'
import { beforeLast } from './last-instant.ts'
import { ControlError } from '../control-error.ts'

/** Delay of an opportunity that moves without a time: a CourseInstance has dates. */
const DELAY = 'PT1H'
const DELAY_OF_COURSE = 'P1D'

/**
 * Read the new times of an opportunity.
 * @param record - the opportunity
 * @param times - a duration by which it moves, or its new start and end
 * @throws {ControlError} if both are given, or it has no time
 */
export function newTimes (
  record: Opportunity | OpportunityGroup, { by, start, end }: Pick<Move, 'by' | 'start' | 'end'>
): { start?: string, end?: string } {
  if (start !== undefined || end !== undefined) {
    if (by !== undefined) throw new ControlError(400, 'Give a duration (by), or times (start, end), not both.', '/by')
    return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) }
  }
  if (!('start' in record) || record.start === undefined) {
    return conflict('/by', `The type ${record.type} has no time to change.`)
  }
  const delay = by ?? (record.type === 'CourseInstance' ? DELAY_OF_COURSE : DELAY)
  return { start: isoInstant(beforeLast(after(new Date(record.start), delay), '/by')) }
}

/**
 * Find the opportunity that items are about.
 * @returns its path
 * @throws {ControlError} with status 409 if there is none, or several
 */
export function onlyOpportunity (items: readonly ItemOfOrder[]): string {
  const [path, ...others] = new Set(items.map(({ item }) => item.orderedItem.opportunity.path))
  if (path === undefined) return conflict('/items', 'All of these items are cancelled.')
  if (others.length > 0) {
    conflict('/items', `These items are about ${others.length + 1} opportunities: name items of one.`)
  }
  return path
}
