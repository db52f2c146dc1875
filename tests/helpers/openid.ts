import * as client from 'openid-client'
import { BASE, PREFIX, type Simulator } from './build-app.ts'

export const CALLBACK = 'http://localhost:3000/cb'
export const BOOKING = 'openid openactive-openbooking offline_access openactive-identity'
export const TOKEN_1 = 'openactive_test_suite_client_12345xaq'

type Headers = Record<string, string>
interface Sent { readonly method?: string, readonly headers?: Headers, readonly body?: string }

async function send (simulator: Simulator, url: string, { method = 'GET', headers = {}, body }: Sent): Promise<Response> {
  const answer = await simulator.app.inject({
    method: method as 'GET', url: `${PREFIX}${url.slice(BASE.length)}`, headers, ...(body !== undefined && { payload: body })
  })
  const answered = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) for (const one of [value].flat()) answered.append(name, String(one))
  return new Response([204, 304].includes(answer.statusCode) ? null : answer.body, { status: answer.statusCode, headers: answered })
}

/** Create the options by which openid-client reaches a simulator that listens on no port. */
export const options = (simulator: Simulator): client.DynamicClientRegistrationRequestOptions => ({
  execute: [client.allowInsecureRequests],
  [client.customFetch]: async (url, { method, headers, body }) =>
    await send(simulator, url, { method, headers: Object.fromEntries(new Headers(headers)), ...(body != null && { body: String(body) }) })
})

/** Register a broker dynamically. */
export async function register (
  simulator: Simulator, initialAccessToken = TOKEN_1, more: object = {}
): Promise<client.Configuration> {
  const grants = ['authorization_code', 'refresh_token', 'client_credentials']
  const metadata = { redirect_uris: [CALLBACK], grant_types: grants, client_name: 'Active Finder', ...more }
  return await client.dynamicClientRegistration(new URL(`${BASE}/openid`), metadata, client.ClientSecretBasic(), { ...options(simulator), initialAccessToken })
}

/** Register a broker without a secret, as an app in a browser does. */
export async function registerPublic (simulator: Simulator, redirect: string): Promise<client.Configuration> {
  const metadata = { redirect_uris: [redirect], grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'none' }
  return await client.dynamicClientRegistration(new URL(`${BASE}/openid`), metadata, client.None(), { ...options(simulator), initialAccessToken: TOKEN_1 })
}

/** Configure a broker that is registered from the start. */
export async function known (simulator: Simulator, id: string, secret = 'secret'): Promise<client.Configuration> {
  return await client.discovery(new URL(`${BASE}/openid`), id, undefined, client.ClientSecretBasic(secret), options(simulator))
}

/** A seller's browser: it keeps cookies, follows redirects below the base URL, and fills in forms. */
export class Browser {
  readonly #cookies = new Map<string, string>()
  readonly #simulator: Simulator
  /** Address of the current page. */
  #at = BASE
  /** Headings of the visited pages, in order. */
  readonly seen: string[] = []

  constructor (simulator: Simulator) { this.#simulator = simulator }

  /** Copy the browser with its cookies for another simulator at the same address. */
  movedTo (simulator: Simulator): Browser {
    const moved = new Browser(simulator)
    for (const [name, value] of this.#cookies) moved.#cookies.set(name, value)
    return moved
  }

  async request (url: string, sent: Sent = {}): Promise<Response> {
    this.#at = url
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(this.#simulator, url, { ...sent, headers: { ...(cookie !== '' && { cookie }), ...sent.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }

  /** Submit the form of a page. */
  async submit (page: string, fields: Headers, headers: Headers = {}): Promise<Response> {
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    return await this.request(new URL(action, this.#at).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString()
    })
  }

  /**
   * Open an address and fill in the forms of its pages.
   * @returns the first address outside the simulator, or the text of the page that has no further form
   */
  async visit (
    url: string,
    { login = { username: 'test1', password: 'test1' }, answer = 'allow' }: { login?: Headers, answer?: string } = {}
  ): Promise<string> {
    let response = await this.request(url)
    for (let steps = 0; steps < 12; steps++) {
      const location = response.headers.get('location')
      if (location !== null && !location.startsWith(BASE)) return location
      if (location !== null) { response = await this.request(location); continue }
      const page = await response.text()
      this.seen.push(/<h1>([^<]*)<\/h1>/.exec(page)?.[1] ?? page)
      if (!page.includes('<form') || response.status !== 200) return page
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1]
      if (xsrf !== undefined) response = await this.submit(page, { xsrf, logout: 'yes' })
      else response = await this.submit(page, page.includes('name="password"') ? login : { answer })
    }
    throw new Error('too many redirects')
  }
}

interface Asked { readonly scope?: string, readonly login?: Headers, readonly answer?: string, readonly redirect?: string, readonly prompt?: string }

/**
 * Create the URL of a broker's authorization request.
 * @returns the URL and its PKCE code verifier
 */
export async function authorizationUrl (
  broker: client.Configuration, { scope = BOOKING, redirect = CALLBACK, prompt }: Asked = {}
): Promise<{ url: string, verifier: string }> {
  const verifier = client.randomPKCECodeVerifier()
  const url = client.buildAuthorizationUrl(broker, {
    redirect_uri: redirect,
    scope,
    ...(prompt !== undefined && { prompt }),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256'
  })
  return { url: url.href, verifier }
}

/**
 * Log a seller in and let it authorize a broker.
 * @returns the broker's tokens
 */
export async function authorize (
  simulator: Simulator, broker: client.Configuration, asked: Asked = {}, browser = new Browser(simulator)
) {
  const { url, verifier } = await authorizationUrl(broker, asked)
  const callback = await browser.visit(url, asked)
  return await client.authorizationCodeGrant(broker, new URL(callback), { pkceCodeVerifier: verifier })
}

export const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })
