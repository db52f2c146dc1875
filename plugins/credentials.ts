import { timingSafeEqual, createHash } from 'node:crypto'

/** Credentials that everybody may know: this is a simulator. */
export const PUBLISHED = {
  basic: { username: 'openactive', password: 'UsingDataToHelpPeopleGetActive' },
  key: 'rr4nlnyhi3tdoonxfysi',
  clients: ['booking-partner-1', 'booking-partner-2']
} as const

/** The booking partner of whoever comes with the password or the key. */
export const SHARED_PARTNER = PUBLISHED.basic.username

/** Compares without telling by its time how much was right. */
export function isSame (given: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}
