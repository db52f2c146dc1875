import { SAMPLE_CONTENT } from '../content.ts'
import { CLASS_PICTURES } from './class-pictures.ts'
import { COURSE_PICTURES } from './course-pictures.ts'
import { EVENT_PICTURES } from './event-pictures.ts'
import { FACILITY_PICTURES } from './facility-pictures.ts'
import { HEIGHT, WIDTH } from './shapes.ts'
import { VENUE_PICTURES } from './venue-pictures.ts'
import { VIDEO_PICTURES } from './video-pictures.ts'

const SCENES = new Map(Object.entries({
  ...CLASS_PICTURES,
  ...FACILITY_PICTURES,
  ...EVENT_PICTURES,
  ...COURSE_PICTURES,
  ...VIDEO_PICTURES,
  ...VENUE_PICTURES
}))
const { classes, aerobics, facilities, events, festivals, courses, videos, venues } = SAMPLE_CONTENT
const SUBJECTS = [classes, aerobics, facilities, events, festivals, courses, videos, venues].flat()
const TITLES = new Map(SUBJECTS.map(({ slug, name }) => [slug, name]))

/**
 * Draw the picture of a programme, facility or venue.
 * @param slug - slug of the programme, facility or venue
 * @returns an SVG document (640 × 400 px), or undefined for an unknown slug
 */
export function drawPicture (slug: string): string | undefined {
  const [title, scene] = [TITLES.get(slug), SCENES.get(slug)]
  if (title === undefined || scene === undefined) return undefined
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img"><title>${title}</title>${scene}</svg>`
}
