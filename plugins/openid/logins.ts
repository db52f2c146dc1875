import { createHmac } from 'node:crypto'
import { addMinutes } from 'date-fns/addMinutes'
import type { FastifyReply } from 'fastify'
import { type Seller, sellerByPath } from '../../domain/records/seller.ts'
import { configuredCredentials, secretsMatch } from '../../simulator/credentials.ts'
import type { Simulator } from '../../simulator/index.ts'
import { createRecentMap } from '../../simulator/recent-map.ts'
import { tooManyFailures, waitAfterFailure } from '../wrong-credentials.ts'
import type { SigningKeys } from './keys.ts'

/** How long the page of a logged-in seller stays usable (minutes). */
const TICKET_MINUTES = 15
/** Most logged-out tickets to remember (count). */
const MOST_ENDED = 10_000

/** A refused login: the status and the message of the page. */
interface Refusal { readonly status: number, readonly problem: string }

/** The logins of the sellers. */
export interface Logins {
  /** Sellers that need no password, because everybody may know it: those of the published credentials. */
  readonly published: readonly Seller[]
  /**
   * Find the seller of a login: by user name and password, or by the choice of a seller that needs no password.
   * @returns the path of the seller, or the refusal
   */
  sellerOfForm (form: Readonly<Record<string, string>>, reply: FastifyReply): string | Refusal
  /** @returns the ticket that the forms of a logged-in seller's page carry. */
  newTicket (seller: string): Promise<string>
  /** @returns the path of the seller who holds a ticket, the refusal if it is forged, expired or ended. */
  sellerOfTicket (ticket: string, reply: FastifyReply): Promise<string | Refusal>
  /** End a ticket. */
  endTicket (ticket: string): void
}

/** Create the logins of a simulator. */
export function createLogins (simulator: Simulator, keys: () => Promise<SigningKeys>): Logins {
  const { options, rules, clock, baseUrl } = simulator
  const { logins } = configuredCredentials(options)
  const ended = createRecentMap<true>(MOST_ENDED)

  const published = options.credentials === undefined ? rules.sellers.slice(0, logins.length) : []

  /** Compare every login, so that the time tells nothing. */
  function sellerOf (username: string, password: string): string | undefined {
    const matches = logins.map((login) =>
      [secretsMatch(username, login.username), secretsMatch(password, login.password)].every(Boolean))
    return rules.sellers.find((_, index) => matches[index] === true)?.path
  }

  function sellerOfForm (form: Readonly<Record<string, string>>, reply: FastifyReply): string | Refusal {
    const { username = '', password = '', seller: chosen } = form
    const path = chosen === undefined
      ? sellerOf(username, password)
      : published.find((seller) => seller.path === chosen)?.path
    return path ?? refuse(reply, username, 'User name or password is wrong.')
  }

  async function ticketUntil (until: number, seller: string): Promise<string> {
    const { cookieSecret } = await keys()
    // The simulators of a process share the secret, so a ticket names its own.
    const signature = createHmac('sha256', cookieSecret).update(`${baseUrl()} ${until} ${seller}`).digest('base64url')
    return `${until} ${seller} ${signature}`
  }

  async function sellerOfTicket (ticket: string, reply: FastifyReply): Promise<string | Refusal> {
    const [until = '', seller = ''] = ticket.split(' ')
    const isValid = secretsMatch(ticket, await ticketUntil(Number(until), seller)) && Number(until) > clock().getTime()
    const path = isValid && ended.get(ticket) !== true ? sellerByPath(rules, seller)?.path : undefined
    return path ?? refuse(reply, 'ticket', 'Please log in again.')
  }

  return {
    published,
    sellerOfForm,
    newTicket: async (seller) => await ticketUntil(addMinutes(clock(), TICKET_MINUTES).getTime(), seller),
    sellerOfTicket,
    endTicket: (ticket) => { ended.set(ticket, true) }
  }
}

/** Count wrong credentials, and choose the page for them. */
function refuse (reply: FastifyReply, identity: string, problem: string): Refusal {
  const wait = waitAfterFailure(reply, identity)
  return wait === undefined ? { status: 401, problem } : { status: 429, problem: tooManyFailures(wait) }
}
