/**
 * Find a position among items that are in the order of their change numbers. There may be too many to visit each.
 * @param items - the items
 * @param changeNumber - the position; no item need have this number
 * @param numberOf - gives the change number of an item
 * @returns the index of the first item whose change number is greater; their count if there is none
 */
export function indexAfter<T> (items: readonly T[], changeNumber: number, numberOf: (item: T) => number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numberOf(items[middle] as T) > changeNumber) high = middle
    else low = middle + 1
  }
  return low
}
