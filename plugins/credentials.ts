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
  return timingSafeEqual(Buffer.from(digestOf(given)), Buffer.from(digestOf(right)))
}

/** @returns the digest of a text: what secrets are kept as, and what requests are told apart by. */
export function digestOf (text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
