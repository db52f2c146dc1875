import { createHmac } from 'node:crypto'
import { addMinutes } from 'date-fns'
import { attemptsId, countWrong, mustWait } from '../../domain/partners/login-throttle.ts'
import { dropOpenIdRecord } from '../../domain/partners/partner-changes.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import { configuredCredentials, digestOf, secretsMatch } from '../../simulator/credentials.ts'
import type { Simulator } from '../../simulator/index.ts'
import type { SigningKeys } from './keys.ts'

/** How long the page of a logged-in seller stays usable (minutes). */
const TICKET_MINUTES = 15

/** The logins of the sellers. */
export interface Logins {
  /** @returns the path of the seller, undefined for wrong credentials, or after too many wrong passwords. */
  sellerOf (username: string, password: string, address: string): Promise<string | undefined>
  /** @returns the ticket that the forms of a logged-in seller's page carry. */
  newTicket (seller: string): Promise<string>
  /** @returns the path of the seller who holds a ticket, undefined if it is forged or expired. */
  sellerOfTicket (ticket: string): Promise<string | undefined>
}

/** Create the logins of a simulator. */
export function createLogins (simulator: Simulator, keys: () => Promise<SigningKeys>): Logins {
  const { options, rules, transact, clock } = simulator
  const { logins } = configuredCredentials(options)

  /** @returns the seller of the credentials. Every login is compared, so that the time tells nothing. */
  function sellerWith (username: string, password: string): string | undefined {
    const matches = logins.map((login) =>
      [secretsMatch(username, login.username), secretsMatch(password, login.password)].every(Boolean))
    return rules.sellers.find((_, index) => matches[index] === true)?.path
  }

  async function sellerOf (username: string, password: string, address: string): Promise<string | undefined> {
    const path = sellerWith(username, password)
    // Counted per address, so that an attacker elsewhere cannot lock a seller out.
    const id = attemptsId(digestOf(`${address} ${username}`))
    const { seller } = await transact(async (tx) => {
      const attempts = await tx.get('openid', id)
      if (mustWait(attempts, tx.now)) return { seller: undefined, changes: [] }
      if (path === undefined) return { seller: path, changes: [countWrong(id, attempts, tx.now)] }
      return { seller: path, changes: attempts === undefined ? [] : [dropOpenIdRecord(attempts)] }
    })
    return seller
  }

  async function ticketUntil (until: number, seller: string): Promise<string> {
    const { cookieSecret } = await keys()
    const signature = createHmac('sha256', cookieSecret).update(`${until} ${seller}`).digest('base64url')
    return `${until} ${seller} ${signature}`
  }

  async function sellerOfTicket (ticket: string): Promise<string | undefined> {
    const [until = '', seller = ''] = ticket.split(' ')
    const isValid = secretsMatch(ticket, await ticketUntil(Number(until), seller)) && Number(until) > clock().getTime()
    return isValid ? sellerByPath(rules, seller)?.path : undefined
  }

  return {
    sellerOf,
    newTicket: async (seller) => await ticketUntil(addMinutes(clock(), TICKET_MINUTES).getTime(), seller),
    sellerOfTicket
  }
}
