import { feedCounts, generatedPage } from '../../domain/control/harvest/generated-feed.ts'
import { GENERATED_FEED } from '../../domain/control/harvest/generated-session.ts'
import { cacheSeconds } from '../../domain/feeds/rpde.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { feedUrl, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { parseUrl, pathOfTarget } from '../../domain/protocol/parse-url.ts'
import { resolveCommandOptions } from '../../simulator/options/resolve.ts'
import type { Command } from '../io.ts'
import { type FeedListener, serveFeed } from './serve-feed.ts'
import { wholeNumber } from './whole-number.ts'

/** Change numbers stay exact far beyond the highest number of items (count). */
const ITEMS = { usual: 1_000_000, from: 1, to: 1_000_000_000 }

/**
 * Serve a feed of generated sessions until a signal stops it.
 * @returns 0, or 1 if an error has stopped it
 * @throws {OptionsError} if an option or flag is invalid
 * @throws {Error} if the server cannot listen
 */
export const feedGenerator: Command = async ({ given, flags }, { stdout }, stopWhen) => {
  const items = wholeNumber('items', flags['items'], ITEMS)
  const server = await serveFeed(resolveCommandOptions(given), pagesOf(items))
  const { changes, updates, deletions, remaining } = feedCounts({ items })
  stdout.write(`${feedUrl(server.base, GENERATED_FEED)}\n` +
    `${items} sessions, ${updates} updates, ${deletions} deletions: ` +
    `${changes} changes, and ${remaining} sessions at the end\n`)
  return await new Promise((resolve) => {
    stopWhen(async (error) => {
      await server.close()
      resolve(error === undefined ? 0 : 1)
    })
  })
}

const pagesOf = (items: number): FeedListener => ({ url = '' }, response, setting) => {
  const address = feedUrl(setting.base, GENERATED_FEED)
  const target = parseUrl(`http://localhost${pathOfTarget(url)}`)
  if (target?.pathname !== feedUrl('', GENERATED_FEED)) {
    response.writeHead(404).end(`There is no feed here: expected GET of ${address}.\n`)
    return
  }
  try {
    const { text, isLast } = generatedPage(target.searchParams, { ...setting, items, feedUrl: address })
    const caching = `public, max-age=${cacheSeconds(isLast)}`
    response.writeHead(200, { 'content-type': RPDE_MEDIA_TYPE, 'cache-control': caching }).end(text)
  } catch (error) {
    if (!(error instanceof BookingError)) throw error
    response.writeHead(error.status).end(`${error.message}\n`)
  }
}
