/** Money is counted in minor units (pence), as whole numbers, so that sums are exact. */

/** @returns the amount as the JSON number of a `price`, with at most two decimals. */
export function toPrice (minor: number): number {
  return minor / 100
}

/** @returns the amount of a `price` from a request, undefined if it is none: it has more than two decimals, is negative, or too large. */
export function fromPrice (price: number): number | undefined {
  const minor = Math.round(price * 100)
  return minor >= 0 && Number.isSafeInteger(minor) && isPrice(price, minor) ? minor : undefined
}

/** @returns whether a `price` from a request is exactly the amount. */
export function isPrice (price: number, minor: number): boolean {
  return price === toPrice(minor)
}

/**
 * Rounds half up, exactly: no fraction is ever formed.
 * @param numerator - whole number, 0 or more
 * @param denominator - whole number above 0
 */
export function divideHalfUp (numerator: number, denominator: number): number {
  const double = 2 * numerator + denominator
  return (double - double % (2 * denominator)) / (2 * denominator)
}
