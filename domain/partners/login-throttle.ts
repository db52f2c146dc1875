import { addSeconds } from 'date-fns'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { OpenIdRecord } from '../records/partner.ts'

/** After so many wrong passwords (count), a user name has to wait so long (seconds). */
const ATTEMPTS = 5
const WAIT_SECONDS = 60

/** What is said of a wrong password. */
export const WRONG_PASSWORD = `User name or password is wrong. After ${ATTEMPTS} wrong ones, wait ${WAIT_SECONDS} seconds.`

/** What is kept of wrong passwords. */
const MODEL = 'WrongPasswords'

/** @returns what wrong passwords of a user name are kept under. */
export const attemptsId = (userDigest: string): string => `${MODEL} ${userDigest}`

/** @returns whether a user name has to wait. */
export function mustWait (attempts: OpenIdRecord | undefined, now: Date): boolean {
  return attempts !== undefined && Number(attempts.payload['count']) >= ATTEMPTS && !isOver(attempts, now)
}

/** @returns the change that counts one more wrong password. */
export function countWrong (id: string, attempts: OpenIdRecord | undefined, now: Date): Change {
  const count = attempts === undefined || isOver(attempts, now) ? 1 : Number(attempts.payload['count']) + 1
  return { kind: 'openid', id, record: { id, model: MODEL, payload: { count }, expires: isoInstant(addSeconds(now, WAIT_SECONDS)) } }
}

const isOver = ({ expires }: OpenIdRecord, now: Date): boolean => expires !== undefined && new Date(expires) <= now
