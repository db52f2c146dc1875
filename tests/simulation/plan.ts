/** A source of numbers that a seed determines: mulberry32. */
export interface Dice {
  /** @returns an integer from 0 to below `sides`. */
  roll (sides: number): number
  pick<T> (values: readonly T[]): T
}

export function createDice (seed: number): Dice {
  let state = seed >>> 0
  const roll = (sides: number): number => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
  return { roll, pick: (values) => values[roll(values.length)] as never }
}

export type Action =
  'C1' | 'C2' | 'B' | 'P' | 'B of version' | 'status' | 'cancel' | 'reject' | 'delete quote' | 'delete order'
export type SellerAct = 'accept' | 'reject' | 'amend' | 'cancel' | 'replace' | 'notice'

/** A step of a history. It means something in any world, so a history without some of its steps is one, too. */
export type Step =
  | { readonly do: 'request', readonly client: number, readonly slot: number, readonly action: Action, readonly count: number, readonly lost: boolean }
  | { readonly do: 'seller', readonly act: SellerAct, readonly client: number, readonly slot: number }
  | { readonly do: 'write', readonly ok: boolean }
  | { readonly do: 'wait', readonly minutes: number }
  | { readonly do: 'read', readonly client: number }
  | { readonly do: 'crash' }

export const CLIENTS = 3
export const SLOTS = 2

const ACTIONS: readonly Action[] = [
  'C1', 'C2', 'C2', 'B', 'B', 'B', 'B', 'P', 'P', 'B of version', 'B of version', 'status', 'cancel', 'cancel', 'reject',
  'delete quote', 'delete order'
]
const ACTS: readonly SellerAct[] = ['accept', 'accept', 'reject', 'amend', 'cancel', 'replace', 'notice']

function stepOf (dice: Dice): Step {
  const [client, slot] = [dice.roll(CLIENTS), dice.roll(SLOTS)]
  const chance = dice.roll(100)
  if (chance < 45) return { do: 'request', client, slot, action: dice.pick(ACTIONS), count: 1 + dice.roll(2), lost: dice.roll(8) === 0 }
  if (chance < 78) return { do: 'write', ok: dice.roll(12) > 0 }
  if (chance < 85) return { do: 'seller', act: dice.pick(ACTS), client, slot }
  if (chance < 91) return { do: 'wait', minutes: 1 + dice.roll(10) }
  if (chance < 97) return { do: 'read', client }
  return { do: 'crash' }
}

/** @returns the history of a seed */
export function planOf (seed: number, length = 40): Step[] {
  const dice = createDice(seed)
  return Array.from({ length }, () => stepOf(dice))
}
