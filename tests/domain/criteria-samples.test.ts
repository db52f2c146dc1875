import { describe, expect, it } from 'vitest'
import { offersOf } from '../helpers/criteria.ts'
import { shortagesOf } from '../helpers/demand.ts'
import { EVERY_KIND, type Kind } from '../helpers/requests.ts'
import { sampleAt, seenOf } from '../helpers/sample.ts'
import { rules as allRules } from './build.ts'

const USUAL: readonly Kind[] = ['ScheduledSession', 'IndividualFacilityUseSlot']
const rulesFor = (types: readonly Kind[], sampleSize: number): typeof allRules => ({ ...allRules, types, sampleSize })
const at = (day: number, time: string): Date => new Date(`2027-03-${day}T${time}Z`)

describe('criteria samples of size 1000', () => {
  it.each([
    ['at midnight', USUAL, [at(10, '00:00:00')]],
    ['in the evening', USUAL, [at(10, '19:30:00')]],
    ['a second before midnight', EVERY_KIND, [at(10, '23:59:59')]],
    ['after a night', USUAL, [at(10, '10:20:00'), at(11, '09:00:00')]],
    ['after two weeks', USUAL, Array.from({ length: 15 }, (_, day) => at(10 + day, '23:59:59'))]
  ])('have three times the demand of the OpenActive test suite %s', (_when, types, instants) => {
    const feeds = sampleAt(rulesFor(types, 1000), instants)
    expect(types.flatMap((kind) => shortagesOf(kind, seenOf(feeds, kind), instants.at(-1)!))).toEqual([])
  }, 60_000)

  it('are equal for equal seeds only', () => {
    const made = (seed: number): ReturnType<typeof sampleAt> => sampleAt(rulesFor(EVERY_KIND, 100), [at(10, '10:20:00')], seed)
    expect(made(7)).toEqual(made(7))
    expect(made(7)).not.toEqual(made(8))
  }, 60_000)
})

it('a video has no windows before its start', () => {
  const offers = seenOf(sampleAt(rulesFor(['OnDemandEvent'], 100), [at(10, '10:20:00')]), 'OnDemandEvent').flatMap(offersOf)
  expect(offers.length).toBeGreaterThan(100)
  expect(offers.flatMap((offer) => Object.keys(offer)).filter((name) => name.endsWith('BeforeStartDate'))).toEqual([])
})
