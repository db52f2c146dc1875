import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Facility, Programme, Programmes, SampleContent } from '../records/sample.ts'
import { pickInTurn } from './pick.ts'

type FacilityType = 'FacilityUseSlot' | 'IndividualFacilityUseSlot'
type ProgrammeType = Exclude<OpportunityType, FacilityType>

/** A choice from the catalogue of the sample content. */
export interface CatalogueChoice {
  /** Position in the catalogue; it starts again after the last entry. */
  readonly choice: number
  /** Whether the Opportunity takes place online. */
  readonly online?: boolean
  readonly content: SampleContent
}

/** Lists of the catalogue by type of Opportunity. */
const PROGRAMMES: Readonly<Record<ProgrammeType, 'classes' | 'events' | 'festivals' | 'courses' | 'videos'>> = {
  ScheduledSession: 'classes',
  Event: 'events',
  HeadlineEvent: 'festivals',
  HeadlineEventSubEvent: 'festivals',
  CourseInstance: 'courses',
  CourseInstanceSubEvent: 'courses',
  OnDemandEvent: 'videos'
}

/** Time between the starts of two parts of a HeadlineEvent (hours). */
const PART_HOURS = 3
const SLOT_MINUTES = 60

/** @returns whether a type is a Slot of a facility. */
export const isFacility = (type: OpportunityType): type is FacilityType =>
  type === 'FacilityUseSlot' || type === 'IndividualFacilityUseSlot'

/** @returns the duration of every course (days). */
export const courseDays = ({ courseWeeks }: SampleContent): number => courseWeeks * 7

/** Choose the Programme of an Opportunity. */
export function programmeOf (type: ProgrammeType, { choice, online = false, content }: CatalogueChoice): Programme {
  const programmes: Programmes = online ? content.onlineClasses : content[PROGRAMMES[type]]
  return pickInTurn(programmes, choice)
}

/** Choose the Facility of a Slot. */
export const facilityOf = ({ choice, content }: CatalogueChoice): Facility => pickInTurn(content.facilities, choice)

/** @returns the hours of the day at which Opportunities of a type begin (UTC). */
export function hoursOf (type: OpportunityType, choice: CatalogueChoice): readonly number[] {
  if (isFacility(type)) return facilityOf(choice).hours
  const { hour } = programmeOf(type, choice)
  return type === 'HeadlineEventSubEvent' ? [hour, hour + PART_HOURS] : [hour]
}

/** @returns the duration (minutes) and the spaces (count) of an Opportunity. */
export function sizeOf (type: OpportunityType, choice: CatalogueChoice): { minutes: number, spaces: number } {
  if (!isFacility(type)) return programmeOf(type, choice)
  return { minutes: SLOT_MINUTES, spaces: type === 'IndividualFacilityUseSlot' ? 1 : facilityOf(choice).spaces }
}
