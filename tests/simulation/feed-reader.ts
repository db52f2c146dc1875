import type { Answered, Simulator } from '../helpers/build-app.ts'

type Data = ReturnType<typeof JSON.parse>

/** A broker that reads a feed from one page to the next, and keeps its items. */
export interface FeedReader {
  readPage (): Promise<Answered>
  readToEnd (): Promise<void>
  /** @returns the items that are not deleted, as a text to compare. */
  holds (): string
  items (): Data[]
  has (id: string): boolean
}

/**
 * Create a reader.
 * @param path - path of the feed
 * @param after - change number to begin after
 */
export function createReader (simulator: Simulator, path: string, after: number, headers: Record<string, string>): FeedReader {
  const kept = new Map<string, Data>()
  let next = `${path}?afterChangeNumber=${after}`
  let position = after

  async function readPage (): Promise<Answered> {
    const from = next
    const answer = await simulator.request('GET', from, { headers })
    // Another reading of the same reader may have gone on meanwhile.
    if (answer.status !== 200 || from !== next) return answer
    for (const { id, state, modified, data } of answer.body.items) {
      if (modified <= position) throw new Error(`the feed went back from ${position} to ${modified}`)
      position = modified
      if (state === 'deleted') kept.delete(id)
      else kept.set(id, data)
    }
    next = answer.body.next
    return answer
  }

  return {
    readPage,
    async readToEnd () {
      for (let before = ''; before !== next;) {
        before = next
        await readPage()
      }
    },
    holds: () => JSON.stringify([...kept].toSorted(([a], [b]) => a < b ? -1 : 1)),
    items: () => [...kept.values()],
    has: (id) => kept.has(id)
  }
}
