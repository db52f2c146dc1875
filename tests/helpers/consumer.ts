import { expect } from 'vitest'
import type { Simulator } from './build-app.ts'

/** A consumer of a feed, as RPDE describes it: it keeps the items of each page, and the link to the next one. */
export interface Consumer {
  /** Read the next page. @returns whether it had items */
  readPage (): Promise<boolean>
  /** Read on to the end. */
  readAll (): Promise<void>
  /** @returns the items that are not deleted, by id. */
  data (): ReadonlyMap<string, unknown>
}

/**
 * Create a consumer at the beginning of a feed. It requires that change numbers grow.
 * @param path - path of the feed
 */
export function createConsumer (simulator: Simulator, path: string, headers: Record<string, string> = {}): Consumer {
  const items = new Map<string, unknown>()
  let [next, newest] = [path, 0]

  async function readPage (): Promise<boolean> {
    const { status, body, text } = await simulator.request('GET', next, { headers })
    if (status !== 200) throw new Error(text)
    for (const { id, modified, state, data } of body.items) {
      expect(modified).toBeGreaterThan(newest)
      newest = modified
      if (state === 'deleted') items.delete(id)
      else items.set(id, data)
    }
    next = body.next
    return body.items.length > 0
  }

  return {
    readPage,
    async readAll () { while (await readPage()) { /* the next page */ } },
    data: () => items
  }
}
