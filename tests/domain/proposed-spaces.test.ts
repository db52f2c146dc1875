import { describe, expect, it } from 'vitest'
import { reducesAvailability } from '../../domain/approval/impossible-proposals.ts'
import { awaitAnswers } from '../../domain/approval/seller-answer.ts'
import { isContested, withDeltas } from '../../domain/leasing/capacity.ts'
import { spacesHeldBy, replaceLease } from '../../domain/leasing/lease-changes.ts'
import type { Lease } from '../../domain/records/lease.ts'
import type { Tombstone } from '../../domain/records/opportunity.ts'
import { proposal } from './build-proposal.ts'
import { environment, group, NOW, opportunity, rules, spaces } from './build.ts'

const item = opportunity({ spaces: spaces(5, 1, 0) })
const { path, feed } = item
const holding: Lease = { partner: 'p', uuid: 'u', seller: item.seller, spaces: { [path]: 2 } }
const asking: Lease = { ...holding, unreserved: true }
const records = (of = item) => new Map([[path, of]])

describe('a proposal without reserved spaces', () => {
  it('counts as proposed and leaves spaces free', () => {
    expect(replaceLease({ lease: undefined, records: records() }, asking)).toEqual([
      { kind: 'opportunity', id: path, record: { ...item, spaces: { ...spaces(5, 1, 0), proposed: 2 } } },
      { kind: 'lease', id: 'u p', record: asking }
    ])
    expect([spacesHeldBy(asking, path), spacesHeldBy(holding, path)]).toEqual([0, 2])
  })

  it('no longer counts as proposed once it is removed', () => {
    const asked = opportunity({ spaces: { ...spaces(5, 1, 0), proposed: 2 } })
    expect(replaceLease({ lease: asking, records: records(asked) }, undefined)[0]).toEqual({ kind: 'opportunity', id: path, record: item })
  })

  it('replaces a lease, and a lease replaces it', () => {
    const held = opportunity({ spaces: spaces(5, 1, 2) })
    const asked = opportunity({ spaces: { ...spaces(5, 1, 0), proposed: 2 } })
    expect(replaceLease({ lease: holding, records: records(held) }, asking)[0]).toEqual({ kind: 'opportunity', id: path, record: asked, feed })
    expect(replaceLease({ lease: asking, records: records(asked) }, holding)[0]).toEqual({ kind: 'opportunity', id: path, record: held, feed })
  })
})

it('an approved space no longer counts as proposed once booked', () => {
  const asked = opportunity({ spaces: { ...spaces(5, 1, 1), proposed: 3 } })
  expect(withDeltas(asked, { booked: 1, leased: 0, proposed: -1 }).spaces).toEqual({ ...spaces(5, 2, 1), proposed: 2 })
})

describe('the availability for proposals is reduced', () => {
  const withSpaces = (booked: number, proposed: number, leased = 0) => opportunity({ spaces: { ...spaces(5, booked, leased), proposed } })
  const tombstone: Tombstone = { path, type: 'ScheduledSession', deleted: true, expires: '2027-03-16T10:20:00Z' }

  it.each([
    ['when the opportunity is deleted', item, tombstone, true],
    ['when an order books a proposed space', withSpaces(2, 3), withSpaces(3, 3), true],
    ['not while just enough spaces remain', withSpaces(1, 3), withSpaces(2, 3), false],
    ['not by a lease, which may expire', withSpaces(2, 3), withSpaces(2, 3, 3), false],
    ['not by another proposal', withSpaces(3, 2), withSpaces(3, 3), false],
    ['not when a space is released', withSpaces(5, 3), withSpaces(4, 3), false],
    ['not if spaces are unlimited', item, opportunity({ spaces: { booked: 9, leased: 0, proposed: 9 } }), false],
    ['not by a change of the series', group(), group(), false]
  ])('%s', (_when, before, after, isTaken) => {
    expect(reducesAvailability(before, after)).toBe(isTaken)
  })

  it('if all proposals together exceed the free spaces', () => {
    expect([isContested({ ...spaces(5, 2, 0), proposed: 4 }), isContested({ ...spaces(5, 2, 0), proposed: 3 }), isContested(spaces(5, 5, 0))]).toEqual([true, false, false])
  })
})

describe('a seller that starts to answer automatically', () => {
  const [waiting, ends] = [proposal(), '2027-03-09T12:00:00Z']
  const answering = environment({ rules: { ...rules, answer: { as: 'accept', afterSeconds: 60 } } })

  it('sets the answer time of an open proposal without an announcement', () => {
    const [change, ...others] = awaitAnswers([proposal({ ends, expires: ends })], answering)
    const answers = new Date(NOW.getTime() + 60_000).toISOString().replace('.000', '')
    expect(change).toEqual({ kind: 'proposal', id: `${waiting.uuid} ${waiting.partner}`, record: proposal({ ends, answers, expires: answers }) })
    expect(others).toEqual([])
  })

  it('does not change a proposal that is answered, scheduled or deleted', () => {
    const { partner, uuid, seller } = waiting
    const others = [
      ...(['SellerAccepted', 'SellerRejected', 'CustomerRejected'] as const).map((status) => proposal({ status })), proposal({ answers: ends, expires: ends }), { partner, uuid, seller, deleted: true as const }
    ]
    expect(awaitAnswers(others, answering)).toEqual([])
  })
})
