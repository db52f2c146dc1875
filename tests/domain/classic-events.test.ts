import { describe, expect, it } from 'vitest'
import { startClassic } from '../../domain/classic/classic-events.ts'
import type { Change } from '../../domain/records/change.ts'
import type { OpportunityIndex, Opportunity } from '../../domain/records/opportunity.ts'
import { environment, rules } from './build.ts'

const at = (now: string) => environment({ now: new Date(now) })
const MONDAY = '2027-03-08T10:20:00Z'
const IDS = ['1000', '1234', '5678', '2001', '2002', '2003', '2004', '2005', '2006']

const eventsOf = (changes: readonly Change[]): Opportunity[] => changes
  .flatMap(({ kind, record }) => kind === 'opportunity' && record !== null && 'spaces' in record ? [record] : [])
const listed = (events: readonly Opportunity[]): OpportunityIndex => new Map(events.map((event) => [event.path, event]))
/** Create the events of a first start and change one of them. */
const since = (id: string, change: Partial<Opportunity>, now = MONDAY): OpportunityIndex =>
  listed(eventsOf(startClassic(new Map(), 'partner', at(now))).map((event) => event.path === `events/${id}` ? { ...event, ...change } : event))
/** Start again, and list the ids of renewed events. Require a later edition of each. */
const renewed = (existing: OpportunityIndex, now: string): unknown[] => eventsOf(startClassic(existing, 'partner', at(now))).map(({ path, edition = 0 }) => {
  const former = existing.get(path)
  expect(edition).toBeGreaterThan(former !== undefined && 'spaces' in former ? former.edition ?? 0 : 0)
  return path.slice('events/'.length)
})

describe('at the first start', () => {
  it.each([['2027-03-08T00:00:00Z', '2027-03-15T08:00:00Z'], ['2027-03-08T23:59:59Z', '2027-03-15T08:00:00Z'], ['2027-03-27T23:30:00Z', '2027-04-03T08:00:00Z'], ['2028-02-27T12:00:00Z', '2028-03-05T08:00:00Z'], ['2027-12-31T23:59:59Z', '2028-01-07T08:00:00Z']])('at %s, event 1234 starts a week later at 8:00 UTC in every time zone: %s', (now, start) => {
    const event = eventsOf(startClassic(new Map(), 'partner', at(now))).find(({ path }) => path === 'events/1234')
    expect([event?.start, event?.end]).toEqual([start, start.replace('08:', '09:')])
  })

  it('all events appear in one feed with one seller, and a booking partner has a historic order', () => {
    const changes = startClassic(new Map(), 'partner', at(MONDAY))
    expect(eventsOf(changes).map(({ path, feed, seller }) => [path, feed, seller])).toEqual(IDS.map((id) => [`events/${id}`, 'events', rules.sellers[0]?.path]))
    expect(changes.filter(({ kind }) => kind !== 'opportunity').map(({ kind, id }) => [kind, id.split(' ')[1]]).sort()).toEqual([['classic', 'partner'], ['order', 'partner']])
    expect(startClassic(new Map(), undefined, at(MONDAY)).filter(({ kind }) => kind !== 'opportunity')).toEqual([])
  })

  it('the historic order is dated before the event it books', () => {
    const change = startClassic(new Map(), 'partner', at(MONDAY)).find(({ kind }) => kind === 'classic')
    expect(change?.record).toMatchObject({ orderDate: '2027-02-26T08:00:00Z', purchase: { orderedItem: { opportunity: { path: 'events/1000', start: '2027-03-01T08:00:00Z' } } } })
    expect(change?.record).not.toHaveProperty('expires')
  })
})

describe('at a later start', () => {
  const [full, left] = [{ maximum: 10, booked: 10, leased: 0 }, { maximum: 10, booked: 9, leased: 0 }]

  it.each<[what: string, id: string, change: Partial<Opportunity>, now: string, again: unknown[]]>([
    ['no event without changes', '1234', {}, MONDAY, []],
    ['no event with one space left', '1234', { spaces: left }, MONDAY, []],
    ['no event on the day before it', '1234', { spaces: left }, '2027-03-14T08:00:00Z', []],
    ['a full event', '1234', { spaces: full }, MONDAY, ['1234']],
    ['a full event, in a later edition than a future one', '5678', { spaces: full, edition: 4_000_000_000 }, MONDAY, ['5678']],
    ['a full event with leased spaces', '1234', { spaces: { maximum: 10, booked: 1, leased: 9 } }, MONDAY, ['1234']],
    ['no event with leased spaces only', '1234', { spaces: { maximum: 10, booked: 0, leased: 10 } }, MONDAY, []],
    ['an oversold event', '1234', { spaces: { maximum: 10, booked: 11, leased: 0 } }, MONDAY, ['1234']],
    ['an event that has begun', '1234', { spaces: left, start: '2027-03-08T10:20:00Z' }, MONDAY, ['1234']],
    ['a cancelled event', '1234', { eventStatus: 'EventCancelled' }, MONDAY, ['1234']],
    ['an event with more spaces than its purpose permits', '2001', { spaces: left }, MONDAY, ['2001']],
    ['an event with fewer spaces than its purpose needs', '2002', { spaces: left }, MONDAY, ['2002']],
    ['no event of the past', '1000', { spaces: full }, MONDAY, []]
  ])('renews %s', (_what, id, change, now, again) => {
    expect(renewed(since(id, change), now)).toEqual(again)
  })

  it('a renewed event has new dates, the same ids, no booked spaces and no earlier status', () => {
    const [event] = eventsOf(startClassic(since('1234', { spaces: { maximum: 10, booked: 7, leased: 3 }, eventStatus: 'EventPostponed' }), 'partner', at('2027-03-10T00:00:00Z')))
    expect(event).toMatchObject({ path: 'events/1234', start: '2027-03-17T08:00:00Z', spaces: { maximum: 10, booked: 0, leased: 3 } })
    expect(event?.offers.map(({ path, validThrough }) => [path, validThrough])).toEqual([['offers/12341', '2027-03-15T08:00:00Z'], ['offers/12342', '2027-03-17T07:00:00Z']])
    expect(event).not.toHaveProperty('eventStatus')
  })

  it('without the older API, events without leased spaces are deleted', () => {
    const off = environment({ now: new Date(MONDAY), rules: { ...rules, classic: false } })
    const changes = startClassic(since('1234', { spaces: { maximum: 10, booked: 2, leased: 3 } }), 'partner', off)
    expect(changes.map(({ id, record }) => [id, record])).toEqual(IDS.filter((id) => id !== '1234').map((id) => [`events/${id}`, expect.objectContaining({ deleted: true })]))
  })

  it('no second historic order appears', () => {
    expect(startClassic(since('1234', { spaces: full }), 'partner', at('2027-05-01T00:00:00Z')).filter(({ kind }) => kind !== 'opportunity')).toEqual([])
  })
})
