import { describe, expect, it } from 'vitest'
import { announceProposal, dropProposal, putProposal } from '../../domain/approval/proposal-changes.ts'
import { withDeadlines } from '../../domain/approval/proposal-deadlines.ts'
import { firstEnd } from '../../domain/records/order-proposal.ts'
import { proposal } from './build-proposal.ts'
import { opportunity } from './build.ts'

const [TEN, ELEVEN] = ['2027-03-10T10:00:00Z', '2027-03-10T11:00:00Z']
const never = { ends: undefined, answers: undefined }

describe('the deadlines of a proposal', () => {
  it.each([
    ['its end, if that is first', { ends: TEN, answers: new Date(ELEVEN) }, { ends: TEN, answers: ELEVEN, expires: TEN }],
    ['the answer, if that is first', { ends: ELEVEN, answers: new Date(TEN) }, { ends: ELEVEN, answers: TEN, expires: TEN }],
    ['its end, without an automatic answer', { ends: TEN, answers: undefined }, { ends: TEN, expires: TEN }],
    ['the answer, without an end', { ends: undefined, answers: new Date(TEN) }, { answers: TEN, expires: TEN }],
    ['no instant, without end and answer', never, {}]
  ])('make it due at %s', (_which, deadlines, expected) => {
    expect(withDeadlines(proposal(), deadlines)).toStrictEqual({ ...proposal(), ...expected })
  })

  it('replace earlier deadlines and nothing else', () => {
    const before = withDeadlines(proposal({ sellerNote: 'Welcome' }), { ends: TEN, answers: new Date(TEN) })
    expect(withDeadlines(before, { ends: ELEVEN, answers: undefined })).toStrictEqual({ ...proposal({ sellerNote: 'Welcome' }), ends: ELEVEN, expires: ELEVEN })
    expect(withDeadlines(before, never)).toStrictEqual(proposal({ sellerNote: 'Welcome' }))
  })

  it('are rounded down to whole seconds', () => {
    expect(withDeadlines(proposal(), { ends: undefined, answers: new Date('2027-03-10T10:00:00.999Z') }).expires).toBe(TEN)
  })
})

describe('the first end of several opportunities', () => {
  const item = (end?: string) => {
    const { end: _, ...endless } = opportunity()
    return { orderedItem: { opportunity: end === undefined ? endless : { ...endless, end } } }
  }

  it.each([
    ['the earliest end', [item(ELEVEN), item(TEN)], TEN],
    ['the only end', [item(), item(ELEVEN)], ELEVEN],
    ['undefined without an end', [item(), item()], undefined]
  ])('is %s', (_which, items, expected) => {
    expect(firstEnd(items)).toBe(expected)
  })
})

describe('a proposal', () => {
  const { partner, uuid, seller } = proposal()
  const key = { kind: 'proposal', id: `${uuid} ${partner}` }
  const tombstone = { partner, uuid, seller, deleted: true }

  it('is stored without a feed, or announced and listed', () => {
    expect(putProposal(proposal())).toStrictEqual({ ...key, record: proposal() })
    expect(announceProposal(proposal())).toStrictEqual({ ...key, record: proposal({ listed: true }), feed: `order-proposals ${partner}` })
  })

  it('becomes a tombstone, which appears in the feed only if the proposal was listed', () => {
    expect(dropProposal(proposal({ customerNote: 'My knee hurts' }))).toStrictEqual({ ...key, record: tombstone })
    expect(dropProposal(proposal({ listed: true }))).toStrictEqual({ ...key, record: tombstone, feed: `order-proposals ${partner}` })
  })
})
