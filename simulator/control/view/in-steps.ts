import { setImmediate } from 'node:timers/promises'
import { createPage, type Keyed, type ListPage, type PageQuery } from '../../../domain/control/view/page.ts'

/** Let the requests that have come meanwhile go first. */
export const nextTurn = async (): Promise<void> => { await setImmediate() }

/** Items of a step (count): other requests wait no longer than for one step. */
const STEP = 2000

/**
 * Visit each item of a list. Around each step of a long one, other requests get their turn: stored records never
 * change, so a list stays as it was read.
 * @param items - the items
 * @param visit - is called with each item, in their order
 */
export async function inSteps<T> (items: readonly T[], visit: (item: T, index: number) => void): Promise<void> {
  for (let from = 0; from < items.length; from += STEP) {
    if (items.length > STEP) await nextTurn()
    const end = Math.min(from + STEP, items.length)
    for (let index = from; index < end; index++) visit(items[index] as T, index)
  }
}

/**
 * Cut a page out of a list in steps.
 * @param records - the records of the list, in any order
 * @param query - most items of the page (count), and the key that it follows
 * @param select - gives the item of a record with its key, undefined for a record that the query leaves out
 * @param summary - shows an item
 */
export async function pageInSteps<R, T, Shown> (
  records: readonly R[], query: PageQuery,
  select: (record: R) => Keyed<T> | undefined, summary: (item: T) => Shown
): Promise<ListPage<Shown>> {
  const page = createPage<T>(query)
  await inSteps(records, (record) => {
    const item = select(record)
    if (item !== undefined) page.add(item)
  })
  return page.complete(summary)
}
