import type { ProposalStatus } from '../../domain/records/order-proposal.ts'
import {
  ANSWER_MINUTES, type Basket, ENDS, type Event, isOpen, basketsEqual, LEASE_MINUTES, newThread, NOTHING, SPACES,
  type Settings, type Thread, type Which, firstOpportunity
} from './proposal-thread.ts'

/** Expected answer: its HTTP status, its type, and whether the request changes anything. */
export interface Outcome { readonly status: number, readonly type?: string, readonly isNew: boolean }

const refused = (status: number, type: string): Outcome => ({ status, type, isNew: false })
const unknown = refused(404, 'UnknownOrderError')
const taken = refused(500, 'OrderAlreadyExistsError')
const nothingNew: Outcome = { status: 204, isNew: false }
const changed: Outcome = { status: 204, isNew: true }

export type Model = ReturnType<typeof createModel>

/**
 * Create a model of the orders of several booking partners, by the simplest reading of the rules.
 * @param names - names of the threads, one per UUID and booking partner
 */
export function createModel ({ leasing, freeOnRejection, autoApprove }: Settings, names: readonly string[]) {
  const threads = names.map(newThread)
  let minute = 0
  const news: string[] = []

  const leasedBy = ({ leased, until }: Thread): Basket => until > minute ? leased : NOTHING
  const sum = (which: Which, of: (thread: Thread) => Basket): number => threads.reduce((total, thread) => total + of(thread)[which], 0)
  const proposedBy = (thread: Thread): Basket => leasing === 'none' && isOpen(thread) ? thread.wanted : NOTHING
  const spaces = (which: Which) => {
    const proposed = sum(which, proposedBy)
    return { maximum: SPACES[which], booked: sum(which, ({ booked }) => booked), leased: sum(which, leasedBy), ...(proposed > 0 && { proposed }) }
  }
  const remaining = (which: Which): number => (SPACES[which] ?? 0) - spaces(which).booked - spaces(which).leased
  const either = (isSo: (which: Which) => boolean): boolean => isSo(0) || isSo(1)
  const fits = (thread: Thread, basket: Basket): boolean => !either((which) => basket[which] > remaining(which) + leasedBy(thread)[which])
  const isOver = (basket: Basket): boolean => either((which) => basket[which] > 0 && (ENDS[which] ?? 0) <= minute)
  const nextAnswer = (): number => autoApprove === 'off' ? Infinity : minute + ANSWER_MINUTES

  function announce (thread: Thread, change: Partial<Thread>): Outcome {
    Object.assign(thread, { listed: true, ...change })
    news.push(`proposal ${thread.name}`)
    return changed
  }

  function reject (thread: Thread, status: ProposalStatus): Outcome {
    if (leasing !== 'none') Object.assign(thread, freeOnRejection ? { leased: NOTHING } : { until: minute + LEASE_MINUTES })
    return announce(thread, { status, answers: Infinity })
  }

  const accept = (thread: Thread): Outcome => announce(thread, { status: 'SellerAccepted', answers: Infinity })
  const amend = (thread: Thread): Outcome => announce(thread, { status: 'AwaitingSellerConfirmation', versions: thread.versions + 1, answers: nextAnswer() })

  /** Let the seller amend the first item to the first opportunity of a basket. */
  function move (thread: Thread, basket: Basket): Outcome {
    const to = firstOpportunity(basket)
    if (isOver(to === 0 ? [1, 0] : [0, 1])) return refused(400, 'OpenBookingError')
    const count = (which: Which): number => thread.wanted[which] - Number(thread.first === which) + Number(to === which)
    const wanted: Basket = [count(0), count(1)]
    if (!fits(thread, wanted)) return refused(409, 'OpportunityHasInsufficientCapacityError')
    Object.assign(thread, { wanted, first: to, ...(leasing !== 'none' && { leased: wanted }) })
    return amend(thread)
  }

  function quote (stage: 'C1' | 'C2', thread: Thread, basket: Basket): Outcome {
    if (thread.stage !== 'new') return taken
    if (isOver(basket) || !fits(thread, basket)) return refused(409, 'OrderQuote')
    const held = leasedBy(thread)
    if (leasing === 'named' && stage === 'C1') thread.leased = [Math.min(held[0], basket[0]), Math.min(held[1], basket[1])]
    else if (leasing !== 'none') Object.assign(thread, { leased: basket, until: minute + LEASE_MINUTES })
    return { status: 200, type: 'OrderQuote', isNew: true }
  }

  function propose (thread: Thread, basket: Basket): Outcome {
    if (thread.stage === 'proposed' && basketsEqual(thread.asked, basket)) return { status: 201, type: 'OrderProposal', isNew: false }
    if (thread.stage !== 'new') return taken
    if (isOver(basket)) return refused(409, 'OrderProposal')
    if (!fits(thread, basket)) return refused(409, 'OpportunityHasInsufficientCapacityError')
    const leased = leasing === 'none' ? NOTHING : basket
    Object.assign(thread, { stage: 'proposed', status: 'AwaitingSellerConfirmation', versions: 1, asked: basket, wanted: basket, first: firstOpportunity(basket), leased, until: Infinity, answers: nextAnswer() })
    return { status: 201, type: 'OrderProposal', isNew: true }
  }

  function book (thread: Thread, isLatest: boolean): Outcome {
    if (thread.stage === 'new') return unknown
    if (thread.stage === 'booked' && isLatest) return { status: 201, type: 'Order', isNew: false }
    if (thread.stage !== 'proposed') return taken
    if (!isLatest) return refused(500, 'OrderProposalVersionOutdatedError')
    if (thread.status !== 'SellerAccepted') return refused(500, 'OrderCreationFailedError')
    announce(thread, { stage: 'booked', booked: thread.wanted, leased: NOTHING })
    // Other proposals become impossible only without leasing.
    for (const other of threads) if (isOpen(other) && !fits(other, other.wanted)) reject(other, 'SellerRejected')
    return { status: 201, type: 'Order', isNew: true }
  }

  function remove (thread: Thread): Outcome {
    if (thread.stage === 'new') return unknown
    if (thread.stage === 'deleted') return nothingNew
    if (thread.stage === 'proposed' && thread.listed) announce(thread, {})
    if (thread.orderListed) news.push(`order ${thread.name}`)
    Object.assign(thread, { stage: 'deleted', booked: NOTHING, leased: NOTHING })
    return changed
  }

  function removeQuote (thread: Thread): Outcome {
    if (thread.stage !== 'new' || basketsEqual(leasedBy(thread), NOTHING)) return nothingNew
    thread.leased = NOTHING
    return changed
  }

  function cancel (thread: Thread): Outcome {
    if (thread.stage !== 'booked') return unknown
    if (basketsEqual(thread.booked, NOTHING)) return nothingNew
    Object.assign(thread, { booked: NOTHING, orderListed: true })
    news.push(`order ${thread.name}`)
    return changed
  }

  function whenOpen (thread: Thread, act: (thread: Thread) => Outcome): Outcome {
    if (thread.stage !== 'proposed') return unknown
    return isOpen(thread) ? act(thread) : refused(400, 'OpenBookingError')
  }

  function rejectOnce (thread: Thread, status: ProposalStatus): Outcome {
    if (thread.stage !== 'proposed') return unknown
    return isOpen(thread) ? reject(thread, status) : nothingNew
  }

  const rules: Readonly<Record<Event, (thread: Thread, basket: Basket) => Outcome>> = {
    C1: (thread, basket) => quote('C1', thread, basket),
    C2: (thread, basket) => quote('C2', thread, basket),
    P: propose,
    accept: (thread) => whenOpen(thread, () => thread.status === 'SellerAccepted' ? nothingNew : accept(thread)),
    amend: (thread) => whenOpen(thread, amend),
    move: (thread, basket) => whenOpen(thread, () => move(thread, basket)),
    reject: (thread) => rejectOnce(thread, 'SellerRejected'),
    U: (thread) => rejectOnce(thread, 'CustomerRejected'),
    B: (thread) => book(thread, true),
    'old B': (thread) => book(thread, false),
    'B without P': ({ stage }, basket) => stage !== 'new' ? taken : isOver(basket) ? refused(409, 'Order') : refused(500, 'OrderCreationFailedError'),
    delete: remove,
    'delete quote': removeQuote,
    cancel
  }

  function passTime (thread: Thread): void {
    const isAnswered = thread.answers <= minute
    if (isOver(thread.wanted) || (isAnswered && autoApprove === 'reject')) reject(thread, 'SellerRejected')
    else if (isAnswered && autoApprove === 'amend-then-accept' && thread.versions === 1) amend(thread)
    else if (isAnswered) accept(thread)
  }

  return {
    threads,
    spaces,
    remaining,
    leasedBy,
    proposedBy,
    /** Apply an event and return the expected answer. */
    follow: (event: Event, thread: Thread, basket: Basket): Outcome => rules[event](thread, basket),
    /** Let time pass; each proposal is due at its own minute. */
    wait (minutes: number): void {
      for (const end = minute + minutes; minute < end;) {
        minute++
        threads.filter(isOpen).forEach(passTime)
      }
    },
    /**
     * List the expected feed items since the last call: a feed shows each item once, as it is now.
     * @returns sorted names: `proposal` or `order`, and the thread
     */
    newsSince: (): string[] => [...new Set(news.splice(0))].sort(),
    /** Derive the status of a proposal in its feed: undefined before it appears, `deleted` once consumed. */
    shown: ({ listed, stage, status }: Thread): string | undefined =>
      !listed ? undefined : stage === 'proposed' ? status : 'deleted'
  }
}
