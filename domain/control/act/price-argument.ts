import { fromOfferPrice, PRICE_RANGE } from '../../pricing/money.ts'
import type { Rules } from '../../records/booking-rules.ts'
import { ControlError } from '../control-error.ts'
import { conflict } from './at-argument.ts'

/**
 * Read a price.
 * @param price - the price of an argument (major units)
 * @param path - JSON pointer to the argument
 * @returns the price (minor units)
 * @throws {ControlError} with status 400 for a price that no offer can have
 */
export function requirePrice (price: number, path: string): number {
  const priceMinor = fromOfferPrice(price)
  if (priceMinor !== undefined) return priceMinor
  throw new ControlError(400, `${path.split('/').at(-1)} must be ${PRICE_RANGE}; received ${price}.`, path)
}

/**
 * Read a price that an offer of this system is to have.
 * @param price - the price of an argument (major units)
 * @param path - JSON pointer to the argument
 * @param rules - whether all offers are free
 * @returns the price (minor units)
 * @throws {ControlError} with status 400 for a price that no offer can have, with 409 for one that the options exclude
 */
export function requireOwnPrice (price: number, path: string, { prices }: Pick<Rules, 'prices'>): number {
  const priceMinor = requirePrice(price, path)
  if (priceMinor > 0 && prices === 'free') conflict(path, 'All offers of this system are free: the options say so.')
  return priceMinor
}
