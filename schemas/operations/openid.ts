import type { Operation } from './operation.ts'

const PAGE = {
  tag: 'OpenID pages',
  format: 'page',
  access: 'nobody',
  description: 'For the browser of a seller. The endpoints of OpenID Connect are in the discovery document.'
} as const
const page = {
  description: 'A page', schema: { type: 'string', contentMediaType: 'text/html' }, type: 'text/html'
} as const
const refused = { ...page, description: 'The page says what is wrong' } as const
const onward = { description: 'Leads on', headers: { location: 'Next address' } } as const

const PROVIDER = {
  tag: 'OpenID Connect',
  format: 'json',
  access: 'nobody',
  description: 'Parameters and answers are those of OpenID Connect; the discovery document names the supported ones.'
} as const
const object = { type: 'object' } as const
const oauthError = {
  description: 'The error',
  schema: {
    type: 'object',
    properties: { error: { type: 'string' }, error_description: { type: 'string' } },
    required: ['error']
  }
} as const
const OAUTH_ERRORS = { 400: oauthError, 401: oauthError, 415: oauthError } as const

/** The OpenID Provider and its pages; they exist only where auth has openid. */
export const OPENID_OPERATIONS = {
  discovery: {
    ...PROVIDER, summary: 'Discovery document', answers: { 200: { description: 'The document', schema: object } }
  },
  keys: {
    ...PROVIDER,
    summary: 'Keys of ID tokens',
    answers: { 200: { description: 'A JWK set', schema: object, type: 'application/jwk-set+json' } }
  },
  authorize: { ...PROVIDER, summary: 'Begin a login', answers: { 303: onward, 400: refused } },
  authorizeByForm: {
    ...PROVIDER,
    summary: 'Begin a login with the parameters in a form',
    answers: { 303: onward, 400: refused, 413: refused, 415: refused, 429: refused }
  },
  resumeAuthorization: { ...PROVIDER, summary: 'End a login', answers: { 303: onward, 400: refused } },
  token: {
    ...PROVIDER,
    summary: 'Get tokens',
    answers: { 200: { description: 'The tokens', schema: object }, ...OAUTH_ERRORS, 429: oauthError }
  },
  revokeToken: {
    ...PROVIDER, summary: 'Revoke a token', answers: { 200: { description: 'The token is revoked' }, ...OAUTH_ERRORS }
  },
  userInfo: {
    ...PROVIDER,
    summary: 'Claims about the seller',
    answers: { 200: { description: 'The claims', schema: object }, ...OAUTH_ERRORS }
  },
  endSession: { ...PROVIDER, summary: 'End the session of another seller', answers: { 303: onward, 400: refused } },
  registerClient: {
    ...PROVIDER,
    summary: 'Register a client',
    answers: { 201: { description: 'The client with its secret', schema: object }, ...OAUTH_ERRORS, 429: oauthError }
  },
  showClient: {
    ...PROVIDER,
    summary: 'Show a client',
    answers: { 200: { description: 'The client', schema: object }, ...OAUTH_ERRORS }
  },
  showAccess: { ...PAGE, summary: 'Page of a seller', answers: { 200: page } },
  changeAccess: {
    ...PAGE,
    summary: 'Form of the page of a seller',
    answers: { 200: page, 400: refused, 401: refused, 413: refused, 415: refused, 429: refused }
  },
  showInteraction: { ...PAGE, summary: 'Login or consent', answers: { 200: page, 400: refused } },
  submitInteraction: {
    ...PAGE,
    summary: 'Form of login or consent',
    answers: { 303: onward, 400: refused, 401: refused, 413: refused, 415: refused, 429: refused }
  }
} as const satisfies Readonly<Record<string, Operation>>
