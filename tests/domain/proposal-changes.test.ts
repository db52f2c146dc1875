import { describe, expect, it } from 'vitest'
import { announceProposal, dropProposal, putProposal } from '../../domain/approval/proposal-changes.ts'
import { firstEnd, withDeadlines } from '../../domain/approval/proposal-deadlines.ts'
import { proposal } from './build-proposal.ts'
import { opportunity } from './build.ts'

const [TEN, ELEVEN] = ['2027-03-10T10:00:00Z', '2027-03-10T11:00:00Z']
const never = { ends: undefined, answers: undefined }

describe('the deadlines of a proposal', () => {
  it.each([
    ['whichever comes first: its end', { ends: TEN, answers: new Date(ELEVEN) }, { ends: TEN, answers: ELEVEN, expires: TEN }],
    ['whichever comes first: the answer', { ends: ELEVEN, answers: new Date(TEN) }, { ends: ELEVEN, answers: TEN, expires: TEN }],
    ['its end, if nobody answers by himself', { ends: TEN, answers: undefined }, { ends: TEN, expires: TEN }],
    ['the answer, if it never ends', { ends: undefined, answers: new Date(TEN) }, { answers: TEN, expires: TEN }],
    ['nothing, if there is neither', never, {}]
  ])('make it due at %s', (_which, deadlines, expected) => {
    expect(withDeadlines(proposal(), deadlines)).toStrictEqual({ ...proposal(), ...expected })
  })

  it('replace those before, and leave everything else', () => {
    const before = withDeadlines(proposal({ sellerNote: 'Welcome' }), { ends: TEN, answers: new Date(TEN) })
    expect(withDeadlines(before, { ends: ELEVEN, answers: undefined })).toStrictEqual({ ...proposal({ sellerNote: 'Welcome' }), ends: ELEVEN, expires: ELEVEN })
    expect(withDeadlines(before, never)).toStrictEqual(proposal({ sellerNote: 'Welcome' }))
  })

  it('are never later than what was meant, though kept in whole seconds', () => {
    expect(withDeadlines(proposal(), { ends: undefined, answers: new Date('2027-03-10T10:00:00.999Z') }).expires).toBe(TEN)
  })
})

describe('the end of several opportunities', () => {
  const item = (end?: string) => {
    const { end: _, ...endless } = opportunity()
    return { listing: { opportunity: end === undefined ? endless : { ...endless, end } } }
  }

  it.each([
    ['that of the first that is over', [item(ELEVEN), item(TEN)], TEN],
    ['that of those which have one', [item(), item(ELEVEN)], ELEVEN],
    ['none if none ever is', [item(), item()], undefined]
  ])('is %s', (_which, items, expected) => {
    expect(firstEnd(items)).toBe(expected)
  })
})

describe('a proposal', () => {
  const { partner, uuid, seller } = proposal()
  const key = { kind: 'proposal', id: `${uuid} ${partner}` }
  const tombstone = { partner, uuid, seller, deleted: true }

  it('is kept where it is in the feed, or announced, from when on it is listed', () => {
    expect(putProposal(proposal())).toStrictEqual({ ...key, record: proposal() })
    expect(announceProposal(proposal())).toStrictEqual({ ...key, record: proposal({ listed: true }), feed: `order-proposals ${partner}` })
  })

  it('leaves nothing but its key, and its feed learns of it only if it has shown it', () => {
    expect(dropProposal(proposal({ customerNote: 'My knee hurts' }))).toStrictEqual({ ...key, record: tombstone })
    expect(dropProposal(proposal({ listed: true }))).toStrictEqual({ ...key, record: tombstone, feed: `order-proposals ${partner}` })
  })
})
