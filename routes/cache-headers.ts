/** The part of a reply that has its headers. */
interface Headers {
  getHeader (name: string): unknown
  header (name: string, value: unknown): unknown
}

/** Let no cache keep a response. */
export function preventCache (reply: Headers): void {
  reply.header('cache-control', 'no-store, max-age=0, private')
  reply.header('pragma', 'no-cache')
  reply.header('expires', 0)
}

/**
 * Let every cache keep a response.
 * @param seconds - its longest age (s)
 */
export function allowCache (reply: Headers, seconds: number): void {
  reply.header('cache-control', `public, max-age=${seconds}`)
}

/** Add a request header to those that a response depends on. */
export function addVary (reply: Headers, name: string): void {
  const others = reply.getHeader('vary')
  reply.header('vary', others === undefined ? name : `${others}, ${name}`)
}
