import { BookingError } from '../protocol/errors.ts'
import type { Rules } from '../records/booking-rules.ts'

/** HTTP status 507, Insufficient Storage (RFC 4918 §11.5). */
const INSUFFICIENT_STORAGE = 507

/**
 * Refuse a new record of a booking partner that has stored as much as it may. Changes of its records remain possible.
 * @param size - size of its records (characters of JSON)
 * @param rules - the largest size
 * @throws {OpenBookingError} with status 507 if nothing more may be stored
 */
export function requireStorage (size: number, { maxPartnerSize }: Pick<Rules, 'maxPartnerSize'>): void {
  if (size < maxPartnerSize) return
  const [found, most] = [size, maxPartnerSize].map((each) => Math.ceil(each / 1_000_000))
  throw new BookingError('OpenBookingError', `The orders and leases of this booking partner take ${found} MB; ` +
    `at most ${most} MB are permitted. Delete orders or let leases expire.`, INSUFFICIENT_STORAGE)
}
