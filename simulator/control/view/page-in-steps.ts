import { inSteps } from '../../../data/in-steps.ts'
import { createPage, type Keyed, type ListPage, type PageQuery } from '../../../domain/control/view/page.ts'

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
