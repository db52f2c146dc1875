import { addHours } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { FEEDS } from '../../domain/feeds/open-feeds.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { SamplePlan } from '../../domain/records/sample.ts'
import { renewSample, SAMPLE } from '../../domain/sample/sample-data.ts'
import { NOW, rules } from './build.ts'

const content = SAMPLE_CONTENT

type Dated = Opportunity & { readonly start: string, readonly end: string }

const opportunitiesOf = (changes: readonly Change[]): Dated[] =>
  changes.flatMap(({ kind, record }) => kind === 'opportunity' && record !== null && 'spaces' in record && record.type !== 'OnDemandEvent' ? [record as Dated] : [])
const planOf = (changes: readonly Change[]): SamplePlan => changes.find(({ kind, id }) => kind === 'sample' && id === SAMPLE)?.record as SamplePlan
const classOf = ({ offers: [offer] }: Opportunity): string => offer?.priceMinor === 0 ? 'free' : offer?.prepayment ?? ''
const at = (hours: number): Date => addHours(NOW, hours)

describe('the sample data', () => {
  it.each([0, 5, 13])('of hour %i of the day holds at least 20 future opportunities of every kind and price class', (hours) => {
    const future = opportunitiesOf(renewSample(undefined, 1, [], { now: at(hours), content, rules })).filter(({ start }) => new Date(start) > at(hours))
    for (const { path: feed } of Object.values(FEEDS).filter(({ path }) => path !== 'on-demand-events')) {
      for (const price of ['free', 'Required', 'Optional', 'Unavailable']) {
        expect(future.filter((item) => item.feed === feed && classOf(item) === price).length, `${feed} ${price}`).toBeGreaterThanOrEqual(20)
      }
    }
    for (const { path } of rules.sellers) expect(future.some(({ seller }) => seller === path)).toBe(true)
  })

  it('is equal for equal seeds only', () => {
    const make = (seed: number): Change[] => renewSample(undefined, seed, [], { now: NOW, content, rules })
    expect(make(7)).toEqual(make(7))
    expect(make(7)).not.toEqual(make(8))
  })

  it('has sessions with start and end times of their series', () => {
    const changes = renewSample(undefined, 1, [], { now: NOW, content, rules: { ...rules, sampleSize: 100 } })
    const series = new Map(changes.flatMap(({ id, record }) => record !== null && 'type' in record && record.type === 'SessionSeries' && 'details' in record ? [[id, record] as const] : []))
    const sessions = opportunitiesOf(changes).filter(({ type }) => type === 'ScheduledSession')
    expect(sessions.length).toBeGreaterThan(100)
    for (const { group = '', start, end } of sessions) {
      expect(series.get(group)?.details['eventSchedule']).toMatchObject([{ startTime: start.slice(11, 16), endTime: end.slice(11, 16) }])
    }
  })

  it('gives a course as many spaces as each of its lessons', () => {
    const lessons = opportunitiesOf(renewSample(undefined, 1, [], { now: NOW, content, rules: { ...rules, sampleSize: 50 } })).filter(({ superEvent }) => superEvent?.type === 'CourseInstance')
    expect(lessons.length).toBeGreaterThan(50)
    for (const { superEvent, spaces } of lessons) expect(superEvent?.details).toMatchObject({ maximumAttendeeCapacity: spaces.maximum })
  })

  it('gives no two opportunities the same path', () => {
    const paths = opportunitiesOf(renewSample(undefined, 1, [], { now: NOW, content, rules })).map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('adds one day after a day, and changes nothing else', () => {
    const first = renewSample(undefined, 1, [], { now: NOW, content, rules })
    const existing = opportunitiesOf(first)
    const tomorrow = new Date(planOf(first).expires)
    const added = opportunitiesOf(renewSample(planOf(first), 1, existing, { now: tomorrow, content, rules }))
    expect(added.length).toBeGreaterThan(0)
    expect(added.every(({ start }) => start.startsWith('2027-03-23'))).toBe(true)
    expect(added.some(({ path }) => existing.some((known) => known.path === path))).toBe(false)
  })

  it('adds only future opportunities after a long pause', () => {
    const first = renewSample(undefined, 1, [], { now: NOW, content, rules })
    const later = at(24 * 60)
    const added = opportunitiesOf(renewSample(planOf(first), 1, [], { now: later, content, rules }))
    expect(added.every(({ start }) => new Date(start) > later)).toBe(true)
    expect(new Set(added.map(({ start }) => start.slice(0, 10))).size).toBe(14)
  })

  it('deletes opportunities a week after their end, unless they are booked', () => {
    const first = renewSample(undefined, 1, [], { now: NOW, content, rules })
    const [free, booked] = opportunitiesOf(first).filter(({ end }) => new Date(end) < at(20))
    const existing = [free!, { ...booked!, spaces: { maximum: 5, booked: 1, leased: 0 } }]
    const gone = (hours: number): string[] => renewSample(planOf(first), 1, existing, { now: at(hours), content, rules })
      .flatMap(({ id, record }) => record !== null && 'deleted' in record ? [id] : [])
    expect(gone(24 * 6)).toEqual([])
    expect(gone(24 * 9)).toEqual([free!.path])
  })
})
