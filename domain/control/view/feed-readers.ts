import { indexAfter } from '../../feeds/change-numbers.ts'
import { AGENT_LENGTH, type LoggedRequest } from '../requests/request-entry.ts'

/** A reader of a feed: a booking partner, or without credentials a program by its `User-Agent`. */
export interface FeedReader {
  readonly partner?: string
  readonly agent?: string
  /** Change number that its last request follows; null for the beginning of the feed. */
  readonly afterChangeNumber: number | null
  /** Its last request (ISO 8601 UTC, by the clock of the simulator). */
  readonly at: string
  /** Items after this position (count). */
  readonly behind: number
}

const NO_AGENT = 'without User-Agent'

/**
 * Read the position of a reader from the address that it has asked for.
 * @param url - path and query
 * @returns the path, and the change number that the page follows; null for the beginning of the feed
 */
export function positionIn (url: string): { readonly path: string, readonly afterChangeNumber: number | null } {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  const cursor = Number(parameters.get('afterChangeNumber') ?? parameters.get('afterTimestamp') ?? 0)
  return { path, afterChangeNumber: cursor === 0 ? null : cursor }
}

/**
 * Find the readers of a feed in the request log.
 * @param log - requests, oldest first
 * @param feed - end of the address of the feed
 * @param partner - booking partner to which the feed belongs, undefined for an open feed
 * @param items - its items, in the order of their change numbers
 * @returns the readers with their positions, the latest first
 */
export function readersOf (
  log: readonly LoggedRequest[], feed: string, partner: string | undefined,
  items: ReadonlyArray<{ readonly modified: number }>
): FeedReader[] {
  const latest = new Map<string, Omit<FeedReader, 'behind'>>()
  for (const { stage, url, status, at, caller, request } of log) {
    // Most requests of the log may be for other feeds: to parse each address takes long.
    if (stage !== 'feed' || status >= 400 || !url.includes(`/${feed}`)) continue
    const { path, afterChangeNumber } = positionIn(url)
    if (!path.endsWith(`/${feed}`) || (partner !== undefined && caller?.partner !== partner)) continue
    const agent = String(request.headers['user-agent'] ?? NO_AGENT).slice(0, AGENT_LENGTH)
    const who = caller === undefined ? { agent } : { partner: caller.partner }
    const key = JSON.stringify(who)
    latest.delete(key)
    latest.set(key, { ...who, afterChangeNumber, at: at.toISOString() })
  }
  const behind = ({ afterChangeNumber }: Omit<FeedReader, 'behind'>): number =>
    items.length - indexAfter(items, afterChangeNumber ?? 0, ({ modified }) => modified)
  return [...latest.values()].reverse().map((reader) => ({ ...reader, behind: behind(reader) }))
}
