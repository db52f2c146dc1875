import { describe, expect, it } from 'vitest'
import { rejectIfImpossible } from '../../domain/approval/impossible-proposals.ts'
import { processDueProposal } from '../../domain/approval/proposal-due.ts'
import { accept, amend } from '../../domain/approval/seller-answer.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { Proposal } from '../../domain/records/order-proposal.ts'
import { leaseOf, placedItem, proposal, proposalIn, recordsOf, type Wanted } from './build-proposal.ts'
import { environment, NOW, offer, opportunity, rules, spaces } from './build.ts'

const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString().replace('.000', '')
const [BEFORE, THEN, LATER] = [at(-1), at(0), at(60)]
const [AWAITING, ACCEPTED, REJECTED] = ['AwaitingSellerConfirmation', 'SellerAccepted', 'SellerRejected'] as const

type Answer = Rules['answer']
const accepting: Answer = { as: 'accept', afterSeconds: 5 }
const amending: Answer = { as: 'amend-then-accept', afterSeconds: 5 }
const rejecting: Answer = { as: 'reject', afterSeconds: 5 }

/**
 * Process a due proposal.
 * @param end - current end of its opportunity
 */
function due (of: Proposal, { answer = null, end = LATER, more = {} }: { answer?: Answer, end?: string, more?: Partial<Rules> } = {}) {
  const records = recordsOf(opportunity({ end, spaces: spaces(10, 0, 1) }))
  const changes = processDueProposal({ proposal: of, lease: leaseOf(of), records }, environment({ rules: { ...rules, answer, ...more } }))
  return { changes, ...proposalIn(changes) }
}

/** Create items with negotiable offers. */
const negotiable = (about?: Opportunity) => [placedItem(about, { offer: offer({ flowRequirements: ['OpenBookingApproval', 'OpenBookingNegotiation'] }) })]
const waiting = (more: Wanted = {}): Proposal => proposal({ ends: LATER, answers: THEN, expires: THEN, ...more })
const ending = (more: Wanted = {}): Proposal => proposal({ ends: THEN, expires: THEN, ...more })
const feed = `order-proposals ${proposal().partner}`

describe('a proposal at its end', () => {
  it.each([AWAITING, ACCEPTED])('is rejected with the reason when it is %s', (status) => {
    const { record, feed: announced } = due(ending({ status }), { end: THEN })
    expect(record).toStrictEqual(proposal({ status: REJECTED, sellerNote: 'This has ended.', listed: true }))
    expect(announced).toBe(feed)
  })

  it('is rejected even if the seller would accept it at the same instant', () => {
    expect(due(ending({ answers: THEN }), { end: THEN, answer: accepting }).record.status).toBe(REJECTED)
  })

  it('keeps its spaces for the duration of a lease, or releases them at once', () => {
    const of = ending()
    expect(due(of, { end: THEN }).changes.slice(1)).toEqual([{ kind: 'lease', id: `${of.uuid} ${of.partner}`, record: { ...leaseOf(of), expires: at(15) } }])
    const { path, feed: sessions } = opportunity()
    expect(due(of, { end: THEN, more: { freeOnRejection: true } }).changes.slice(1)).toMatchObject([
      { kind: 'opportunity', id: path, record: { spaces: spaces(10, 0, 0) }, feed: sessions },
      { kind: 'lease', id: `${of.uuid} ${of.partner}`, record: null }
    ])
  })

  it.each([AWAITING, ACCEPTED])('waits for a new end without an announcement when it is %s', (status) => {
    expect(due(ending({ status })).changes).toStrictEqual([
      { kind: 'proposal', id: `${proposal().uuid} partner`, record: proposal({ status, ends: LATER, expires: LATER }) }
    ])
  })

  it('waits for an answer that is due before the new end', () => {
    expect(due(ending({ answers: at(1) }), { answer: accepting }).record).toMatchObject({ status: AWAITING, ends: LATER, answers: at(1), expires: at(1) })
  })
})

describe('a proposal with an automatic answer', () => {
  it('is accepted, and then waits only for its end', () => {
    const { record, feed: announced } = due(waiting(), { answer: accepting })
    expect(record).toStrictEqual(proposal({ status: ACCEPTED, listed: true, ends: LATER, expires: LATER }))
    expect(announced).toBe(feed)
  })

  it('is rejected', () => {
    const { record, feed: announced } = due(waiting(), { answer: rejecting })
    expect(record).toStrictEqual(proposal({ status: REJECTED, listed: true }))
    expect(announced).toBe(feed)
  })

  it('is amended, and accepted in that version after the same time', () => {
    const { record: amended, feed: announced } = due(waiting({ items: negotiable(opportunity({ end: LATER })) }), { answer: amending })
    expect(amended).toMatchObject({ status: AWAITING, listed: true, answers: '2027-03-09T10:20:05Z', expires: '2027-03-09T10:20:05Z' })
    expect(amended.version).not.toBe(amended.firstVersion)
    expect(announced).toBe(feed)
    expect(due({ ...amended, answers: THEN }, { answer: amending }).record).toMatchObject({ status: ACCEPTED, version: amended.version })
  })

  it('is accepted without an amendment if the seller has amended it before', () => {
    expect(due(waiting({ items: negotiable(), version: 'second' }), { answer: amending }).record).toMatchObject({ status: ACCEPTED, version: 'second' })
  })

  it('gets no answer if automatic answers are switched off', () => {
    const { record, feed: announced } = due(waiting())
    expect(record).toStrictEqual(proposal({ ends: LATER, expires: LATER }))
    expect(announced).toBeUndefined()
  })

  it.each([accepting, amending, rejecting])('gets no second answer when it is accepted: %o', (answer) => {
    const { record, feed: announced } = due(waiting({ status: ACCEPTED }), { answer })
    expect(record).toStrictEqual(proposal({ status: ACCEPTED, ends: LATER, expires: LATER }))
    expect(announced).toBeUndefined()
  })
})

describe('a due proposal', () => {
  const answers: readonly Answer[] = [null, ...(['accept', 'reject', 'amend-then-accept'] as const).flatMap((as) => [0, 5].map((afterSeconds) => ({ as, afterSeconds })))]
  const caseOf = (more: Partial<Proposal>, end: string): Proposal => proposal({ ...more, expires: THEN, items: negotiable(opportunity({ end: more.ends ?? end })) })
  const cases = [AWAITING, ACCEPTED].flatMap((status) => answers.flatMap((answer) => ['first', 'second'].flatMap((version) =>
    [{ ends: THEN, answers: LATER }, { ends: LATER, answers: THEN }, { ends: BEFORE, answers: THEN }, { ends: THEN }, { ends: LATER, answers: BEFORE }, { answers: BEFORE }].flatMap((deadlines) =>
      [THEN, LATER].map((end) => ({ end, answer, of: caseOf({ status, version, ...deadlines }, end) }))))))

  /**
   * Process a proposal while it is due at this instant.
   * @returns rounds (count), Infinity after more than three
   */
  function rounds ({ of, ...given }: typeof cases[number]): number {
    for (let [record, count] = [of, 0]; ; count++) {
      if (count > 3) return Infinity
      if (count > 0 && (record.expires === undefined || record.expires > THEN)) return count
      record = due(record, given).record
    }
  }

  const label = ({ of: { status, version, ends, answers }, answer, end }: typeof cases[number]): string =>
    `${status} in its ${version} version, ends ${ends} (moved to ${end}), answered ${answers} by ${answer?.as} after ${answer?.afterSeconds}`

  it('is processed in a few rounds at one instant', () => {
    expect(cases.filter((one) => rounds(one) === Infinity).map(label)).toEqual([])
  })

  it('is processed in one round, or in two if a seller amends and accepts without delay', () => {
    const seenFirst = ({ answer, of, end }: typeof cases[number]): boolean =>
      answer?.as === 'amend-then-accept' && answer.afterSeconds === 0 && (of.answers ?? LATER) <= THEN && of.status === AWAITING && of.version === 'first' && end > THEN
    const wrong = cases.filter((one) => rounds(one) !== (seenFirst(one) ? 2 : 1))
    expect(wrong.map(label)).toEqual([])
  })
})

describe('a proposal that can no longer become an order', () => {
  const [one, other] = [opportunity({ end: LATER }), opportunity({ path: 'api/identifiers/scheduled-sessions/1/events/2', end: LATER })]
  const { end: _, ...endless } = one
  const full = (about: Opportunity): Opportunity => ({ ...about, spaces: spaces(10, 10, 0) })
  const both = proposal({ items: [placedItem(one), placedItem(other, { id: '2', position: 1 })] })
  const reason = (of: Proposal, ...opportunities: readonly Opportunity[]): string | undefined => {
    const changes = rejectIfImpossible(of, { lease: undefined, records: recordsOf(...opportunities) }, environment())
    return changes.length === 0 ? undefined : proposalIn(changes).record.sellerNote
  }

  it.each<[what: string, stored: readonly Opportunity[], why: string | undefined]>([
    ['is unchanged while it can', [one, other], undefined],
    ['is rejected when one of its opportunities is gone', [one], 'This no longer takes place.'],
    ['is rejected when one is cancelled', [one, { ...other, eventStatus: 'EventCancelled' }], 'This no longer takes place.'],
    ['is rejected when one is over', [{ ...one, end: THEN }, other], 'This has ended.'],
    ['is unchanged until the instant of the end', [{ ...one, end: at(1 / 60) }, other], undefined],
    ['is unchanged when one never ends', [endless, other], undefined],
    ['is rejected when other orders fill one', [one, full(other)], 'There are fewer spaces left than this order asks for.'],
    ['is unchanged when others lease one, because leases may expire', [one, { ...other, spaces: spaces(10, 4, 6) }], undefined],
    ['is unchanged when one space is left', [one, { ...other, spaces: spaces(10, 9, 0) }], undefined]
  ])('%s', (_what, stored, why) => {
    expect(reason(both, ...stored)).toBe(why)
    expect(reason({ ...both, status: ACCEPTED }, ...stored)).toBe(why)
  })

  it('is rejected by the seller and announced', () => {
    const { record, feed: announced } = proposalIn(rejectIfImpossible(both, { lease: undefined, records: recordsOf(one) }, environment()))
    expect([record.status, record.listed, announced]).toEqual([REJECTED, true, feed])
  })

  it('needs as many spaces as it has items', () => {
    const twice = proposal({ items: [placedItem(one), placedItem(one, { id: '2', position: 1 })] })
    expect(reason(twice, { ...one, spaces: spaces(10, 8, 0) })).toBeUndefined()
    expect(reason(twice, { ...one, spaces: spaces(10, 9, 0) })).toBe('There are fewer spaces left than this order asks for.')
  })

  it('is checked in its amended version', () => {
    const of = proposal({ items: [placedItem(one)], amended: { 1: { offer: offer(), orderedItem: placedItem(other).orderedItem, taxes: [] } } })
    expect(reason(of, other)).toBeUndefined()
    expect(reason(of, one)).toBe('This no longer takes place.')
  })

  it.each(['SellerRejected', 'CustomerRejected'] as const)('is unchanged when it is %s already', (status) => {
    expect(reason({ ...both, status })).toBeUndefined()
  })
})

describe('an amendment', () => {
  it('extends earlier amendments', () => {
    const [first, second] = [2000, 3000].map((priceMinor) => ({ offer: offer({ priceMinor }), orderedItem: placedItem().orderedItem, taxes: [] }))
    const of = proposal({ amended: { 1: first! } })
    const { record } = proposalIn(amend({ proposal: of, amendment: { purchases: { 2: second! }, removed: [], added: [], totals: of.totals, changes: [] } }, environment()))
    expect(record.amended).toEqual({ 1: first, 2: second })
  })
})

it('an accepted proposal is announced again with a new note only', () => {
  const accepted = proposal({ status: ACCEPTED, sellerNote: 'Welcome' })
  expect(accept(accepted, 'Welcome')).toEqual([])
  expect(proposalIn(accept(accepted, 'Bring water')).record.sellerNote).toBe('Bring water')
})
