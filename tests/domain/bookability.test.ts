import fc from 'fast-check'
import { addMinutes } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { bookabilityProblem } from '../../domain/checks/bookability.ts'
import { before, durationBetween, isoInstant } from '../../domain/protocol/time.ts'
import { NOW, offer, opportunity, rules } from './build.ts'

const at = (minutes: number): string => isoInstant(addMinutes(NOW, minutes))
const startingIn = (minutes: number) => opportunity({ start: at(minutes), end: at(minutes + 60) })

describe('an opportunity', () => {
  it.each([
    ['is bookable before it starts', startingIn(30), offer(), true],
    ['is bookable while it runs', startingIn(-30), offer(), true],
    ['is not bookable at its end', startingIn(-60), offer(), false],
    ['is not bookable when cancelled', opportunity({ eventStatus: 'EventCancelled' }), offer(), false],
    ['is not bookable when postponed', opportunity({ eventStatus: 'EventPostponed' }), offer(), false],
    ['is not bookable by an offer that excludes booking in advance', startingIn(30), offer({ inAdvance: 'Unavailable' }), false],
    ['is bookable at the opening instant of the offer', startingIn(240), offer({ validFromBeforeStart: 'PT4H' }), true],
    ['is not bookable a minute before the opening', startingIn(241), offer({ validFromBeforeStart: 'PT4H' }), false],
    ['is bookable at the closing instant of the offer', startingIn(60), offer({ validThroughBeforeStart: 'PT1H' }), true],
    ['is not bookable a minute after the closing', startingIn(59), offer({ validThroughBeforeStart: 'PT1H' }), false],
    ['is not bookable before validFrom', startingIn(240), offer({ validFrom: at(1) }), false],
    ['is no longer bookable after validThrough', startingIn(240), offer({ validThrough: at(-1) }), false],
    ['opens at the later of two bounds', startingIn(240), offer({ validFrom: at(-1), validFromBeforeStart: 'PT1H' }), false]
  ] as const)('%s', (_name, item, by, bookable) => {
    expect(bookabilityProblem({ opportunity: item, offer: by }, { now: NOW, rules }) === null).toBe(bookable)
  })

  it('is bookable exactly from the opening to the closing of its window', () => {
    const minutes = fc.integer({ min: 1, max: 60 * 24 * 30 })
    fc.assert(fc.property(minutes, minutes, minutes, (start, opens, closes) => {
      const by = offer({ validFromBeforeStart: `PT${opens}M`, validThroughBeforeStart: `PT${closes}M` })
      expect(bookabilityProblem({ opportunity: startingIn(start), offer: by }, { now: NOW, rules }) === null).toBe(start <= opens && start >= closes)
    }))
  })
})

describe('time', () => {
  it('counts days and weeks as hours in every time zone', () => {
    const timeBefore = (duration: string): string => isoInstant(before('2027-03-14T12:00:00Z', duration))
    // Clocks go forward in New York in this night.
    expect(timeBefore('P1D')).toBe('2027-03-13T12:00:00Z')
    expect(timeBefore('P1W')).toBe('2027-03-07T12:00:00Z')
    expect(timeBefore('PT4H30M')).toBe('2027-03-14T07:30:00Z')
  })

  it.each([
    ['P1M', '2027-03-31T12:00:00Z', '2027-02-28T12:00:00Z'],
    ['P1M', '2027-03-14T12:00:00Z', '2027-02-14T12:00:00Z'],
    ['P1Y', '2028-02-29T12:00:00Z', '2027-02-28T12:00:00Z'],
    ['P1Y2M3DT1H', '2027-05-14T12:00:00Z', '2026-03-11T11:00:00Z']
  ])('%s before %s follows the calendar in UTC, as later times do', (duration, instant, earlier) => {
    expect(isoInstant(before(instant, duration))).toBe(earlier)
  })

  it('is written in whole seconds', () => {
    expect(isoInstant(new Date('2027-03-09T10:20:30.999Z'))).toBe('2027-03-09T10:20:30Z')
  })

  it.each([[60, 'PT1H'], [90, 'PT1H30M'], [45, 'PT45M'], [1500, 'PT25H']])('between two instants %i minutes apart is %s', (minutes, duration) => {
    expect(durationBetween(at(0), at(minutes))).toBe(duration)
  })
})
