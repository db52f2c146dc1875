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
