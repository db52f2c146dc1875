import { BOOKING_SCOPE } from '../../domain/partners/consent.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../../schemas/header-names.ts'
import type { Access } from '../../schemas/operations/operation.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'

type Scheme = 'basic' | 'key' | 'client' | 'seller' | 'openid' | 'owner' | 'control'
type Requirement = Partial<Record<Scheme, readonly string[]>>

type SecurityScheme =
  { readonly type: 'http', readonly scheme: string, readonly description: string } |
  { readonly type: 'apiKey', readonly in: 'header', readonly name: string, readonly description: string } |
  { readonly type: 'openIdConnect', readonly openIdConnectUrl: string, readonly description: string }

const header = (name: string, description: string): SecurityScheme =>
  ({ type: 'apiKey', in: 'header', name, description })
const bearer = (description: string): SecurityScheme => ({ type: 'http', scheme: 'bearer', description })

const SCHEMES: Readonly<Record<Scheme, SecurityScheme>> = {
  basic: { type: 'http', scheme: 'basic', description: 'Id and password of a booking partner' },
  key: header('x-api-key', 'API key of a booking partner'),
  client: header(CLIENT_HEADER, 'Id of a booking partner'),
  seller: header(SELLER_HEADER, '`@id` of the seller that the booking partner acts for'),
  openid: {
    type: 'openIdConnect',
    openIdConnectUrl: '{base}/openid/.well-known/openid-configuration',
    description: 'Access token of a seller for a booking partner'
  },
  owner: bearer('Token of the owner: the option ownerToken'),
  control: bearer('Token of the option control, if it has one')
}

/** Requirements by way of authentication. */
const WAYS: Readonly<Record<string, Requirement>> = {
  basic: { basic: [] }, key: { key: [] }, header: { client: [], seller: [] }
}

/** The option that decides the credentials. */
export type AuthOptions = Pick<ResolvedSimulatorOptions, 'auth'>

/**
 * Describe the credentials that the simulator takes.
 * @param requirements - requirements of all operations
 * @returns the OpenAPI security schemes in use
 */
export function schemesOf (
  requirements: ReadonlyArray<Readonly<Record<string, unknown>>>
): Record<string, SecurityScheme> {
  const used = new Set(requirements.flatMap((requirement) => Object.keys(requirement)))
  return Object.fromEntries(Object.entries(SCHEMES).filter(([name]) => used.has(name)))
}

/**
 * Describe the credentials of an operation; each requirement suffices.
 * @param access - the access to the operation
 * @param options - the ways of authentication
 * @param scope - scope that an access token needs
 * @returns the OpenAPI security requirements; one without schemes stands for a request without credentials
 */
export function requirementsOf (access: Access, { auth }: AuthOptions, scope: string = BOOKING_SCOPE): Requirement[] {
  const partner = auth.map((way): Requirement => WAYS[way] ?? { openid: [scope] })
  switch (access) {
    case 'nobody': return []
    case 'partner': return partner
    case 'partner or nobody': return [...partner, {}]
    case 'owner': return [{ owner: [] }]
    case 'control': return [{ control: [] }, {}]
  }
}
