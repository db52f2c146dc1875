/** Items of a page unless the query says otherwise (count). */
const USUAL = 100

/** A page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[]
  /** Key that the next page follows; missing on the last page. */
  readonly next?: string
}

/** An item of a list with the key by which lists are sorted, so that a page can follow an item that is gone. */
export interface Keyed<T> { readonly key: string, readonly item: T }

/**
 * Cut a page out of a list, in the order of the keys.
 * @param all - the items that the query selects, in any order
 * @param query - most items of the page (count), and the key that it follows
 * @param summary - shows an item
 */
export function pageOf<T, Shown> (
  all: ReadonlyArray<Keyed<T>>,
  { limit = USUAL, after }: { readonly limit?: number, readonly after?: string },
  summary: (item: T) => Shown
): ListPage<Shown> {
  const rest = all.filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ item }) => summary(item)),
    ...(last !== undefined && shown.length < rest.length && { next: last.key })
  }
}
