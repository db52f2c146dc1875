import { createHmac } from 'node:crypto'
import { addMinutes } from 'date-fns'
import type { Store } from '../../data/store.ts'
import { attemptsId, countWrong, mustWait } from '../../domain/partners/login-throttle.ts'
import { dropOpenIdRecord } from '../../domain/partners/partner-changes.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'
import { configuredCredentials, digestOf, secretsMatch } from '../../simulator/credentials.ts'
import type { SigningKeys } from './keys.ts'

/** How long a page of a seller that has logged in can be used (minutes). */
const TICKET_MINUTES = 15

/** How sellers log in. */
export interface Logins {
  /** @returns the path of the seller whose login this is, undefined if it is nobody's, or after too many wrong passwords. */
  sellerOf (username: string, password: string, address: string): Promise<string | undefined>
  /** @returns what a page carries in its forms once a seller has logged in on it. */
  newTicket (seller: string): Promise<string>
  /** @returns the path of the seller whose ticket this is, undefined if it is nobody's, or too old. */
  sellerOfTicket (ticket: string): Promise<string | undefined>
}

interface LoginParts {
  readonly options: ResolvedSimulatorOptions
  readonly rules: Rules
  readonly store: Store
  readonly clock: () => Date
  readonly keys: () => Promise<SigningKeys>
}

/** Knows the logins of the sellers. */
export function createLogins ({ options, rules, store, clock, keys }: LoginParts): Logins {
  const { logins } = configuredCredentials(options)

  async function ticketUntil (until: number, seller: string): Promise<string> {
    const { cookieSecret } = await keys()
    return `${until} ${seller} ${createHmac('sha256', cookieSecret).update(`${until} ${seller}`).digest('base64url')}`
  }

  return {
    async sellerOf (username, password, address) {
      const right = logins.map((login) => [secretsMatch(username, login.username), secretsMatch(password, login.password)].every(Boolean))
      const path = rules.sellers.find((_, index) => right[index] === true)?.path
      // Whoever guesses elsewhere shuts nobody out here.
      const id = attemptsId(digestOf(`${address} ${username}`))
      return await store.transaction(async (tx) => {
        const attempts = await tx.get('openid', id)
        if (mustWait(attempts, tx.now)) return undefined
        if (path === undefined) await tx.apply([countWrong(id, attempts, tx.now)])
        else if (attempts !== undefined) await tx.apply([dropOpenIdRecord(attempts)])
        return path
      })
    },
    newTicket: async (seller) => await ticketUntil(addMinutes(clock(), TICKET_MINUTES).getTime(), seller),
    async sellerOfTicket (ticket) {
      const [until = '', seller = ''] = ticket.split(' ')
      const isRight = secretsMatch(ticket, await ticketUntil(Number(until), seller)) && Number(until) > clock().getTime()
      return isRight ? sellerByPath(rules, seller)?.path : undefined
    }
  }
}
