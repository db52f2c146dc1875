import type { SampleContent } from '../../domain/records/sample.ts'
import { AEROBICS, CLASSES } from './classes.ts'
import { COURSE_WEEKS, COURSES, VIDEOS } from './courses.ts'
import { EVENTS, FESTIVALS } from './events.ts'
import { FACILITIES } from './facilities.ts'
import { BRANDS } from './golden/brands.ts'
import { CLASS_ADVICE } from './golden/class-advice.ts'
import { COURSE_ADVICE } from './golden/course-advice.ts'
import { EVENT_ADVICE } from './golden/event-advice.ts'
import { FACILITY_ADVICE } from './golden/facility-advice.ts'
import { SUPPORT } from './golden/support.ts'
import { VENUE_ADVICE } from './golden/venue-advice.ts'
import { HEIGHT, WIDTH } from './pictures/shapes.ts'
import { VENUES } from './venues.ts'

/** Invented content of the sample data. Telephone numbers are from the ranges reserved for fiction. */
export const SAMPLE_CONTENT: SampleContent = {
  classes: CLASSES,
  onlineClasses: [CLASSES[0], ...CLASSES.filter(({ slug }) => ['lunchtime-pilates', 'circuits'].includes(slug))],
  events: EVENTS,
  festivals: FESTIVALS,
  courses: COURSES,
  courseWeeks: COURSE_WEEKS,
  videos: VIDEOS,
  aerobics: AEROBICS,
  facilities: FACILITIES,
  venues: VENUES,
  brands: BRANDS,
  programmeAdvice: { ...CLASS_ADVICE, ...EVENT_ADVICE, ...COURSE_ADVICE },
  facilityAdvice: FACILITY_ADVICE,
  venueAdvice: VENUE_ADVICE,
  support: SUPPORT,
  pictureSize: { width: WIDTH, height: HEIGHT }
}
