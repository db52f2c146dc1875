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

/** The page that a query wants: most of its items (count), and the key that it follows. */
export interface PageQuery { readonly limit?: number, readonly after?: string }

/** A page that items are added to, in any order. It keeps no more of them than it needs. */
export interface PageInProgress<T> {
  add (item: Keyed<T>): void
  /**
   * Complete the page, in the order of the keys.
   * @param summary - shows an item
   */
  complete<Shown> (summary: (item: T) => Shown): ListPage<Shown>
}

/** Begin a page of a list. */
export function createPage<T> ({ limit = USUAL, after }: PageQuery): PageInProgress<T> {
  const kept: Array<Keyed<T>> = []
  /** Key of the item that follows the page as far as it is known. */
  let next: string | undefined

  function cut (): void {
    kept.sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
    kept.splice(limit + 1)
    next = kept[limit]?.key
  }

  return {
    add (item) {
      if (after !== undefined && item.key <= after) return
      if (next !== undefined && item.key >= next) return
      kept.push(item)
      // To sort once for each page, not for each item, takes time that grows with the list alone.
      if (kept.length > 2 * limit + 2) cut()
    },
    complete (summary) {
      cut()
      const shown = kept.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map(({ item }) => summary(item)),
        ...(last !== undefined && next !== undefined && { next: last.key })
      }
    }
  }
}
