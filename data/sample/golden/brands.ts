import type { Brand } from '../../../domain/records/sample.ts'

/** Brands by section of the seller's site. */
export const BRANDS: Readonly<Record<string, Brand>> = {
  classes: {
    slug: 'every-day',
    name: 'Move Every Day',
    description: 'Classes that are on whatever the day is called.',
    schedulingNote: 'Every day of the week, holidays included.'
  },
  events: {
    slug: 'out-and-about',
    name: 'Out and About',
    description: 'Single events for people who like to try things.',
    schedulingNote: 'In any weather but storm; then we write to everyone who has booked.'
  },
  festivals: {
    slug: 'big-days',
    name: 'Big Days Out',
    description: 'Days that are made of many parts, for everybody who likes to try things.',
    schedulingNote: 'Each part begins on time, three hours after the one before.'
  },
  courses: {
    slug: 'six-weeks-in',
    name: 'Six Weeks In',
    description: 'Courses that make beginners into people who come back.',
    schedulingNote: 'Once a week at the same hour. A lesson that you miss can be made up for in the next course.'
  },
  videos: {
    slug: 'living-room',
    name: 'Living Room Sessions',
    description: 'Short videos by the leaders whom you know from our classes.'
  }
}
