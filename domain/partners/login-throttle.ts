import { addSeconds } from 'date-fns'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { OpenIdRecord } from '../records/partner.ts'

/** Wrong passwords after which a user name has to wait (count). */
export const ATTEMPTS = 5
/** Waiting time after the last wrong password (seconds). */
export const WAIT_SECONDS = 60

/** Model of the records that count wrong passwords. */
const MODEL = 'WrongPasswords'

/**
 * Make the id of the record that counts wrong passwords.
 * @param userDigest - digest of the user name
 * @returns the id
 */
export function attemptsId (userDigest: string): string {
  return `${MODEL} ${userDigest}`
}

/**
 * Say whether a user name has to wait.
 * @param attempts - record of its wrong passwords, if any
 * @param now - current time
 * @returns true after `ATTEMPTS` wrong passwords, for `WAIT_SECONDS`
 */
export function mustWait (attempts: OpenIdRecord | undefined, now: Date): boolean {
  return attempts !== undefined && Number(attempts.payload['count']) >= ATTEMPTS && !isOver(attempts, now)
}

/**
 * Count one more wrong password.
 * @param id - id of the record
 * @param attempts - the record, if any
 * @param now - current time
 * @returns the change of the record
 */
export function countWrong (id: string, attempts: OpenIdRecord | undefined, now: Date): Change {
  const count = attempts === undefined || isOver(attempts, now) ? 1 : Number(attempts.payload['count']) + 1
  const expires = isoInstant(addSeconds(now, WAIT_SECONDS))
  return { kind: 'openid', id, record: { id, model: MODEL, payload: { count }, expires } }
}

function isOver ({ expires }: OpenIdRecord, now: Date): boolean {
  return expires !== undefined && new Date(expires) <= now
}
