/**
 * Pick an entry in turn, starting again after the last.
 * @param entries - a list that is never empty
 * @param turn - whole number, 0 or more
 */
export const pickInTurn = <T>(entries: readonly [T, ...T[]], turn: number): T =>
  entries[turn % entries.length] ?? entries[0]
