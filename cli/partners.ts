import { didYouMean } from '../domain/protocol/nearest.ts'
import { resolveCommandOptions } from '../simulator/options/resolve.ts'
import { OptionsError, optionNames } from '../simulator/options/spelling.ts'
import { PARTNERS_USAGE } from './arguments.ts'
import { addressOf, type ClientRequest, type ClientResponse, request } from './http.ts'
import type { Command } from './io.ts'

type Send = (request: ClientRequest) => Promise<ClientResponse>

interface ListedPartner {
  readonly id: string
  readonly name: string
  readonly revoked: boolean
  readonly secrets: readonly string[]
  readonly sellers: readonly string[]
}

interface PartnerSecrets {
  readonly id: string
  readonly password: string
  readonly key: string
  readonly clientSecret: string
  readonly initialAccessToken: string
}

/** The actions in the usage. */
const VERBS = PARTNERS_USAGE.match(/[a-z]{2,}/g)?.slice(1) ?? []

/**
 * Manage the booking partners of the simulator at this host and port, as its owner.
 * @returns 0
 * @throws {OptionsError} if the owner's token is missing, or the words are no action
 * @throws {Error} if the simulator refuses the action, or there is no simulator
 */
export const partners: Command = async ({ words, given }, { stdout }) => {
  const options = resolveCommandOptions(given)
  const { ownerToken } = options
  if (ownerToken === undefined) {
    throw new OptionsError(`option ${optionNames('ownerToken')} is missing: give the token of the running simulator`)
  }
  const owner = { authorization: `Bearer ${ownerToken}` }
  stdout.write(await managePartners(words, async (sent) => {
    return await request(addressOf(options), { ...sent, headers: { ...sent.headers, ...owner } })
  }))
  return 0
}

/**
 * List, add, rotate or revoke booking partners, or withdraw the consent of a seller.
 * @param words - the words after `partners` on the command line
 * @param send - sends a request to the simulator, as its owner
 * @returns the text to print
 * @throws {OptionsError} if the words are no action
 * @throws {Error} if the simulator refuses the action
 */
export async function managePartners ([verb = 'list', ...words]: readonly string[], send: Send): Promise<string> {
  const [id = '', ...rest] = words
  const count = words.length
  const path = `/partners/${encodeURIComponent(id)}`
  if (verb === 'list' && count === 0) {
    return list(unwrap<{ partners: ListedPartner[] }>(await send({ method: 'GET', path: '/partners' })).partners)
  }
  if (verb === 'add' && count > 0) return describeSecrets(unwrap(await send(additionOf(id, rest))))
  if (verb === 'rotate' && count === 1) {
    return describeSecrets(unwrap(await send({ method: 'POST', path: `${path}/secrets` })))
  }
  if (verb === 'revoke' && count === 1) {
    requireSuccess(await send({ method: 'DELETE', path }))
    return `revoked ${id}; its orders remain\n`
  }
  if (verb === 'withdraw' && count === 2) {
    const [seller = ''] = rest
    requireSuccess(await send({ method: 'DELETE', path: `${path}/consent?seller=${encodeURIComponent(seller)}` }))
    return `${id} no longer acts for ${seller}\n`
  }
  if (VERBS.includes(verb)) {
    throw new OptionsError(`too few or too many words after partners ${verb}. Usage: ${PARTNERS_USAGE}`)
  }
  throw new OptionsError(`unknown words after partners.${didYouMean(verb, VERBS)} Usage: ${PARTNERS_USAGE}`)
}

function additionOf (id: string, [name, ...redirectUris]: readonly string[]): ClientRequest {
  const body = { id, ...(name !== undefined && { name }), ...(redirectUris.length > 0 && { redirectUris }) }
  const headers = { 'content-type': 'application/json' }
  return { method: 'POST', path: '/partners', headers, body: JSON.stringify(body) }
}

function unwrap<T> (response: ClientResponse): T {
  requireSuccess(response)
  return parse(response) as T
}

/**
 * Refuse error responses.
 * @throws {Error} with the description in the response
 */
function requireSuccess (response: ClientResponse): void {
  const { status, body } = response
  if (status < 300) return
  if (status === 404 && !body.includes('NotFoundError')) {
    throw new Error('the simulator has no owner: start it with the same --owner-token (OPEN_BOOKING_OWNER_TOKEN)')
  }
  const { description } = parse(response) as { readonly description?: unknown }
  throw new Error(String(description ?? `status ${status}`))
}

function parse ({ status, body }: ClientResponse): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Error(`expected a simulator at this host and port, got another server (status ${status})`)
  }
}

function list (partners: readonly ListedPartner[]): string {
  const width = Math.max(...partners.map(({ id }) => id.length), 0)
  return partners.map((partner) => {
    const { id, name } = partner
    return `${[id.padEnd(width), name, ...factsOf(partner)].join('  ')}\n`
  }).join('')
}

function factsOf ({ revoked, secrets, sellers }: ListedPartner): string[] {
  if (revoked) return ['revoked']
  return [
    ...(secrets.length > 0 ? [secrets.join(', ')] : []),
    ...(sellers.length > 0 ? [`acts for ${sellers.join(', ')}`] : [])
  ]
}

function describeSecrets ({ id, password, key, clientSecret, initialAccessToken }: PartnerSecrets): string {
  return `Booking partner ${id}; store these credentials now, they are shown only once:
  HTTP Basic      ${id} / ${password}
  x-api-key       ${key}
  OpenID Connect  client ${id}, secret ${clientSecret}
  to register     ${initialAccessToken}
`
}
