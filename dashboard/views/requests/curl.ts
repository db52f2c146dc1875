import type { RequestEntry } from '../../client/types.ts'

/** Headers that curl writes itself. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'user-agent'])

/** Headers that browsers add to every request, and that no API of the simulator reads. */
const OF_BROWSERS = /^(?:sec-.*|dnt|priority|upgrade-insecure-requests|referer|origin|accept-language|pragma|te)$/

/** @returns a text as one word of a POSIX shell, in which nothing is expanded */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/**
 * Write a request of the log as a curl command. Masked values stay masked.
 * @param entry - the request
 * @param origin - scheme and host of the simulator, without a slash at the end
 */
export function curlOf (
  { method, path, request }: Pick<RequestEntry, 'method' | 'path' | 'request'>, origin: string
): string {
  const headers = Object.entries(request.headers).flatMap(([name, value]) => {
    const known = name.toLowerCase()
    if (OWN.has(known) || OF_BROWSERS.test(known) || value === undefined) return []
    return [value].flat().map((one) => headerWord(name, String(one)))
  })
  const { body } = request
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [
    // Without --globoff, curl reads brackets and braces of an address as patterns.
    `curl --globoff -X ${shellWord(method)} ${shellWord(`${origin}${path}`)}`,
    ...headers.map((header) => `-H ${header}`),
    // A body that begins with @ is no file name for --data-raw.
    ...(text === undefined ? [] : [`--data-raw ${shellWord(text)}`])
  ].join(' \\\n  ')
}

/** curl leaves a header without a value out, unless a semicolon follows its name. */
const headerWord = (name: string, value: string): string =>
  shellWord(value === '' ? `${name};` : `${name}: ${value}`)
