// Money is a whole number of minor units (pence), so that sums are exact.

/**
 * Convert an amount to a `price`.
 * @param minor - amount in minor units
 * @returns the JSON number of a `price`, with at most two decimals
 */
export function toPrice (minor: number): number {
  return minor / 100
}

/**
 * Read an amount of a request.
 * @param price - JSON number
 * @returns the amount in minor units, undefined if it is negative, too large or has more than two decimals
 */
export function fromPrice (price: number): number | undefined {
  const minor = Math.round(price * 100)
  return minor >= 0 && Number.isSafeInteger(minor) && isPrice(price, minor) ? minor : undefined
}

/** Highest price of an Offer (major units): the totals of the largest order stay exact. */
const HIGHEST_PRICE = 1_000_000

/** The prices that an Offer may have, for messages. */
export const PRICE_RANGE = `from 0 to ${HIGHEST_PRICE}, with at most two decimals`

/**
 * Read the price of an Offer.
 * @param price - JSON number
 * @returns the price in minor units, undefined outside `PRICE_RANGE`
 */
export function fromOfferPrice (price: number): number | undefined {
  return price <= HIGHEST_PRICE ? fromPrice(price) : undefined
}

/**
 * Compare a `price` of a request with an amount.
 * @param price - JSON number
 * @param minor - amount in minor units
 * @returns whether they are exactly equal
 */
export function isPrice (price: number, minor: number): boolean {
  return price === toPrice(minor)
}

/**
 * Divide and round half up in whole numbers, so that the result is exact.
 * @param numerator - whole number, 0 or more
 * @param denominator - whole number above 0
 * @returns the rounded quotient
 */
export function divideHalfUp (numerator: number, denominator: number): number {
  const double = 2 * numerator + denominator
  return (double - double % (2 * denominator)) / (2 * denominator)
}
