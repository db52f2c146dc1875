import { describe, expect, it } from 'vitest'
import { instantOf, movedBy, REAL_TIME, startSetting, wayOf, wayTo, withFrozen } from '../../../../domain/control/state/clock.ts'
import { after } from '../../../../domain/protocol/time.ts'

const REAL = new Date('2027-03-09T10:20:00.500Z')
const LATER = new Date('2027-03-09T11:00:00Z')
const at = (text: string): Date => new Date(text)

describe('a setting of the clock', () => {
  it('runs with the real clock, as far ahead as it was moved', () => {
    expect(instantOf(REAL_TIME, REAL)).toEqual(REAL)
    expect(instantOf(movedBy(REAL_TIME, 60_000), REAL)).toEqual(at('2027-03-09T10:21:00.500Z'))
  })

  it('starts at an instant and runs on from there', () => {
    const setting = startSetting('2026-12-24T18:00:00+01:00', REAL)
    expect(instantOf(setting, REAL)).toEqual(at('2026-12-24T17:00:00Z'))
    expect(instantOf(setting, at('2027-03-09T10:20:01.500Z'))).toEqual(at('2026-12-24T17:00:01Z'))
    expect(startSetting('real', REAL)).toEqual(REAL_TIME)
  })

  it('stands still while it is frozen, and goes on from there', () => {
    const frozen = withFrozen(movedBy(REAL_TIME, 60_000), REAL, true)
    expect(instantOf(frozen, LATER)).toEqual(at('2027-03-09T10:21:00.500Z'))
    expect(instantOf(movedBy(frozen, 1500), LATER)).toEqual(at('2027-03-09T10:21:02Z'))
    const resumed = withFrozen(frozen, LATER, false)
    expect(instantOf(resumed, LATER)).toEqual(at('2027-03-09T10:21:00.500Z'))
    expect(instantOf(resumed, at('2027-03-09T11:00:01Z'))).toEqual(at('2027-03-09T10:21:01.500Z'))
  })

  it('stays the same if it is frozen or resumed twice', () => {
    const frozen = withFrozen(REAL_TIME, REAL, true)
    expect(withFrozen(frozen, LATER, true)).toBe(frozen)
    expect(withFrozen(REAL_TIME, LATER, false)).toBe(REAL_TIME)
  })
})

describe('the way of the clock', () => {
  it.each([
    ['PT0S', '2027-01-31T10:00:00Z'],
    ['PT15M', '2027-01-31T10:15:00Z'],
    ['PT1.5S', '2027-01-31T10:00:01.500Z'],
    ['P1DT1H', '2027-02-01T11:00:00Z'],
    ['P2W', '2027-02-14T10:00:00Z'],
    ['P1M', '2027-02-28T10:00:00Z'],
    ['P2M', '2027-03-31T10:00:00Z'],
    ['P1Y', '2028-01-31T10:00:00Z']
  ])('of %s ends at %s', (duration, end) => {
    const start = at('2027-01-31T10:00:00Z')
    expect(start.getTime() + wayOf(start, duration)).toBe(Date.parse(end))
  })

  it('of a year ends on the last day of February', () => {
    expect(after(at('2028-02-29T10:00:00Z'), 'P1Y')).toEqual(at('2029-02-28T10:00:00Z'))
  })

  it.each([
    '', 'P', 'PT', 'P1', '15m', 'pt5m', '-PT5M', 'PT-5M', 'P1.5Y', 'PT1.5M', 'PT1,5S', 'PT5', 'PT5M ', '\nPT5M', 'P1YT', 'PT1H1H', 'PT1S1M'
  ])('is refused for %j, which is no duration', (duration) => {
    expect(() => wayOf(REAL, duration)).toThrow(expect.objectContaining({ status: 400, path: '/by', detail: expect.stringContaining('such as PT15M') }))
  })

  it.each(['P1YT1S', 'P367D', 'P13M', 'P999999999Y', 'PT999999999H'])('is refused for %s, which is longer than a year', (duration) => {
    expect(() => wayOf(REAL, duration)).toThrow(expect.objectContaining({ status: 400, path: '/by', detail: expect.stringContaining('at most P1Y, until 2028-03-09T10:20:00.500Z') }))
  })

  it('leads to the same or a later instant within a year, never back', () => {
    expect(wayTo(REAL, REAL)).toBe(0)
    expect(wayTo(REAL, at('2028-03-09T10:20:00.500Z'))).toBe(366 * 86_400_000)
    expect(() => wayTo(REAL, at('2027-03-09T10:20:00.499Z'))).toThrow(expect.objectContaining({ status: 400, path: '/at', detail: expect.stringContaining('never goes back') }))
    expect(() => wayTo(REAL, at('2028-03-09T10:20:00.501Z'))).toThrow(expect.objectContaining({ status: 400, path: '/at' }))
    expect(() => wayTo(REAL, at('nonsense'))).toThrow(expect.objectContaining({ status: 400, path: '/at', detail: expect.stringContaining('no date') }))
  })
})
