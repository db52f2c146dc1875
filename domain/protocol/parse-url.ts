/**
 * Parse a URL. `URL.canParse` of Node 20 refuses letters such as ü once it is compiled.
 * @param text - the text of the URL
 * @returns the URL, undefined if the text is none
 */
export function parseUrl (text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

/**
 * Give the path of a request target. HTTP permits an absolute URL, too, mostly from proxies.
 * @param target - the request target
 * @returns path and query; `*` as it is
 * @see {@link https://www.rfc-editor.org/rfc/rfc9112#section-3.2}
 */
export function pathOfTarget (target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  return path === '' || path.startsWith('?') ? `/${path}` : path
}
