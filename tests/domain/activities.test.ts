import { expect, it } from 'vitest'
import { AEROBICS, CLASSES } from '../../data/sample/classes.ts'
import { COURSES, VIDEOS } from '../../data/sample/courses.ts'
import { EVENTS, FESTIVALS } from '../../data/sample/events.ts'
import { EXCERPTS } from '../helpers/validation.ts'

const ACTIVITY_LIST = 'https://openactive.io/activity-list'

it('the activities of the sample data are those that the validator reads in validation-excerpts.json', () => {
  const known = EXCERPTS[ACTIVITY_LIST]?.concept?.map(({ id, prefLabel }) => [id.split('#')[1], prefLabel])
  const used = new Map([CLASSES, AEROBICS, EVENTS, FESTIVALS, COURSES, VIDEOS].flat().map(({ activity }) => activity))
  expect(known?.sort()).toEqual([...used].sort())
})
