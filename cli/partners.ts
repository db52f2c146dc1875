import { OptionsError } from '../simulator/options/spelling.ts'
import type { ClientResponse, ClientRequest } from './client.ts'

type Ask = (question: ClientRequest) => Promise<ClientResponse>

interface Listed { readonly id: string, readonly name: string, readonly revoked: boolean, readonly secrets: readonly string[], readonly sellers: readonly string[] }
interface Made { readonly id: string, readonly password: string, readonly key: string, readonly clientSecret: string, readonly initialAccessToken: string }

export const PARTNERS_USAGE = 'partners [list] | add ID [NAME [REDIRECT-URI…]] | rotate ID | revoke ID | withdraw ID SELLER'

/**
 * Lists, adds, rotates and revokes booking partners, and withdraws what a seller has agreed to.
 * @param words - what stands on the command line after `partners`
 * @param ask - asks the simulator, as its owner
 * @returns what to print
 */
export async function managePartners ([verb = 'list', ...words]: readonly string[], ask: Ask): Promise<string> {
  const [id = '', ...rest] = words
  const count = words.length
  const path = `/partners/${encodeURIComponent(id)}`
  if (verb === 'list' && count === 0) return list(unwrap<{ partners: Listed[] }>(await ask({ method: 'GET', path: '/partners' })).partners)
  if (verb === 'add' && count > 0) return describeSecrets(unwrap<Made>(await ask(sending('/partners', { id, ...namesOf(rest) }))))
  if (verb === 'rotate' && count === 1) return describeSecrets(unwrap<Made>(await ask({ method: 'POST', path: `${path}/secrets` })))
  if (verb === 'revoke' && count === 1) return unwrapText(await ask({ method: 'DELETE', path }), `${id} is shut out; its orders stay\n`)
  if (verb === 'withdraw' && count === 2) {
    return unwrapText(await ask({ method: 'DELETE', path: `${path}/consent?seller=${encodeURIComponent(rest[0] ?? '')}` }), `${id} may not act for ${rest[0]} any more\n`)
  }
  throw new OptionsError(`the command is: ${PARTNERS_USAGE}`)
}

function namesOf ([name, ...redirectUris]: readonly string[]): object {
  return { ...(name !== undefined && { name }), ...(redirectUris.length > 0 && { redirectUris }) }
}

const sending = (path: string, body: object): ClientRequest => ({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

function unwrap<T> ({ status, body }: ClientResponse): T {
  requireSuccess({ status, body })
  return parse(status, body) as T
}

function unwrapText (answer: ClientResponse, text: string): string {
  requireSuccess(answer)
  return text
}

/** @throws Error with what the simulator says */
function requireSuccess ({ status, body }: ClientResponse): void {
  if (status < 300) return
  if (status === 404 && !body.includes('NotFoundError')) throw new Error('the simulator that runs there knows no owner: start it with the same --owner-token (OWNER_TOKEN)')
  const { description } = parse(status, body) as { readonly description?: unknown }
  throw new Error(String(description ?? `status ${status}`))
}

function parse (status: number, body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Error(`what answers there is no simulator (status ${status})`)
  }
}

function list (partners: readonly Listed[]): string {
  const width = Math.max(...partners.map(({ id }) => id.length), 0)
  return partners.map(({ id, name, revoked, secrets, sellers }) => {
    const facts = revoked ? ['revoked'] : [...(secrets.length > 0 ? [secrets.join(', ')] : []), ...(sellers.length > 0 ? [`acts for ${sellers.join(', ')}`] : [])]
    return `${[id.padEnd(width), name, ...facts].join('  ')}\n`
  }).join('')
}

function describeSecrets ({ id, password, key, clientSecret, initialAccessToken }: Made): string {
  return `Booking partner ${id}; these are told once, and never again:
  HTTP Basic      ${id} / ${password}
  x-api-key       ${key}
  OpenID Connect  client ${id}, secret ${clientSecret}
  to register     ${initialAccessToken}
`
}
