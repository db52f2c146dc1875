import type { Records } from '../../records/record-kinds.ts'
import type { Opportunity } from '../../records/opportunity.ts'

/** @returns whether a record of the open feeds is bookable, which groups and deleted items are not */
export const isOpportunity = (record: Records['opportunity']): record is Opportunity => 'spaces' in record
