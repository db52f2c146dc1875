import { ATTEMPTS, WAIT_SECONDS } from '../../domain/partners/login-throttle.ts'

/** The fields of a submitted form. */
export type Form = Readonly<Record<string, string>>

export const WRONG_PASSWORD =
  `User name or password is wrong. After ${ATTEMPTS} wrong ones, wait ${WAIT_SECONDS} seconds.`
