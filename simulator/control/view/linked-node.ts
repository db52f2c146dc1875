import { openFeedItem } from '../../../domain/feeds/feed-items.ts'
import { documentOf, fixedNode, namesPath, nodeIn } from '../../../domain/feeds/linked-data.ts'
import { openFeeds } from '../../../domain/feeds/open-feeds.ts'
import type { JsonObject } from '../../../domain/protocol/json.ts'
import type { Simulator } from '../../index.ts'

/**
 * Find the document of a published `@id`: an Opportunity or its parent, a Seller, a place, a person or anything else
 * that the open feeds contain.
 * @param simulator - feeds, rules and base URL
 * @param path - path of the `@id`, without its fragment
 * @returns the document, undefined if nothing published has this `@id`
 */
export async function findNode (
  simulator: Pick<Simulator, 'feedPage' | 'rules' | 'baseUrl'>, path: string
): Promise<JsonObject | undefined> {
  const { rules } = simulator
  const base = simulator.baseUrl()
  const fixed = fixedNode(path, base, rules)
  if (fixed !== undefined) return documentOf(fixed)
  let found: JsonObject | undefined
  for (const { path: feed } of openFeeds(rules.types)) {
    for (const item of await simulator.feedPage(feed, null, Infinity)) {
      const isItself = item.id === path
      if (!isItself && (found !== undefined || !namesPath(item.record, path))) continue
      const { data } = openFeedItem(item, base, rules)
      if (isItself) return data
      const node = nodeIn(data, `${base}/${path}`)
      found = node && documentOf(node, data)
    }
  }
  return found
}
