import { signal } from '@preact/signals'

/** The control interface of the simulator, or tenant, whose page this is: the page is at `{base}/dashboard/`. */
export const CONTROL = new URL('../simulator/', location.href.replace(/#.*$/s, '')).href
/** Base URL by which this page reaches the simulator; its `@id`s may name another host. */
export const BASE = CONTROL.replace(/\/simulator\/$/, '')
/** Whether this is the page of a tenant: its simulator has no tenants. */
export const IS_TENANT = /\/t\/[a-z0-9-]+$/.test(BASE)

const TOKEN = `control token ${BASE}`

/** A refusal of the control interface (RFC 9457), or a connection that failed (status 0). */
export class ControlProblem extends Error {
  readonly status: number
  readonly path: string | undefined

  constructor (status: number, detail: string, path?: string) {
    super(detail)
    this.status = status
    this.path = path
  }
}

/** The question for the token of the control interface; null while nobody needs it. */
export const tokenQuestion = signal<{ readonly detail: string, readonly answer: (token: string) => void } | null>(null)
let pendingToken: Promise<void> | undefined

/** Ask once, however many calls were refused. The token stays in this tab, and never in an address. */
async function askToken (detail: string): Promise<void> {
  pendingToken ??= new Promise((resolve) => {
    tokenQuestion.value = {
      detail,
      answer: (token) => {
        sessionStorage.setItem(TOKEN, token)
        tokenQuestion.value = null
        pendingToken = undefined
        resolve()
      }
    }
  })
  await pendingToken
}

/** Values of a query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

interface Call { readonly query?: Query, readonly body?: unknown, readonly signal?: AbortSignal }

/**
 * Send a control call, with the token where one is needed.
 * @param path - below `/simulator/`
 * @returns the answer, before anybody reads its body
 * @throws {ControlProblem} if the call is refused, or the simulator cannot be reached
 */
export async function send (method: string, path: string, { query = {}, body, signal }: Call = {}): Promise<Response> {
  const url = new URL(path, CONTROL)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value))
  }
  for (;;) {
    const token = sessionStorage.getItem(TOKEN)
    const response = await fetch(url, {
      method,
      credentials: 'omit',
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal })
    }).catch((error: unknown) => {
      if (signal?.aborted === true) throw error
      throw new ControlProblem(0, 'The simulator does not answer. This page tries again when it is back.')
    })
    if (response.ok) return response
    const problem = await problemOf(response)
    if (response.status !== 401) throw problem
    // Another call may have brought a token in the meantime.
    if (token === sessionStorage.getItem(TOKEN)) await askToken(problem.message)
  }
}

async function problemOf (response: Response): Promise<ControlProblem> {
  const text = await response.text()
  try {
    const { detail, description, path } = JSON.parse(text) as Record<string, string | undefined>
    return new ControlProblem(response.status, detail ?? description ?? text, path)
  } catch {
    return new ControlProblem(response.status, text || `The answer has the status ${response.status}.`)
  }
}

/** Send a control call, and read its JSON answer; undefined where there is none. */
export async function call<T> (method: string, path: string, options: Call = {}): Promise<T> {
  const response = await send(method, path, options)
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** Read from the control interface. */
export const read = async <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  await call<T>('GET', path, { query, ...(signal !== undefined && { signal }) })

/** A page of a list of the control interface. */
export interface Listed<T> { readonly items: readonly T[], readonly next?: string | number }

interface ReadAll<T> {
  /** Items after which to stop (count). */
  readonly most?: number
  /** Takes the items so far, before the list has ended. */
  readonly onPart?: (items: readonly T[]) => void
}

/** Read a list to its end. */
export async function readAll<T> (
  path: string, query: Query = {}, signal?: AbortSignal, { most = 20_000, onPart = () => {} }: ReadAll<T> = {}
): Promise<T[]> {
  const items: T[] = []
  let after: string | number | undefined
  do {
    if (items.length > 0) onPart(items)
    const page: Listed<T> = await read(path, { limit: 500, ...query, after }, signal)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < most)
  return items
}
