import { AEROBICS, CLASSES, FACILITIES, VENUES } from '../catalogue.ts'
import { COURSES, EVENTS, FESTIVALS, VIDEOS } from '../events.ts'
import { CLASS_PICTURES } from './classes.ts'
import { COURSE_PICTURES } from './courses.ts'
import { EVENT_PICTURES } from './events.ts'
import { FACILITY_PICTURES } from './facilities.ts'
import { HEIGHT, WIDTH } from './shapes.ts'
import { VENUE_PICTURES } from './venues.ts'
import { VIDEO_PICTURES } from './videos.ts'

const SCENES = new Map(Object.entries({ ...CLASS_PICTURES, ...FACILITY_PICTURES, ...EVENT_PICTURES, ...COURSE_PICTURES, ...VIDEO_PICTURES, ...VENUE_PICTURES }))
const SUBJECTS = [CLASSES, AEROBICS, FACILITIES, EVENTS, FESTIVALS, COURSES, VIDEOS, VENUES].flat()
const TITLES = new Map(SUBJECTS.map(({ slug, name }) => [slug, name]))

/**
 * Draws the picture of a programme, facility or venue of the sample data.
 * @returns an SVG document (640 × 400 px), undefined for a slug that nothing has
 */
export function drawPicture (slug: string): string | undefined {
  const [title, scene] = [TITLES.get(slug), SCENES.get(slug)]
  if (title === undefined || scene === undefined) return undefined
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><title>${title}</title>${scene}</svg>`
}
