/**
 * Create a repeatable sequence of pseudo-random numbers (mulberry32).
 * @param seed - whole number
 * @returns a function; each call returns the next number, from 0 (included) to 1 (excluded)
 */
export function seededRandom (seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }
}
