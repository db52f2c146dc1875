import { computed, signal } from '@preact/signals'

/** A place in the page: `#/orders/UUID?partner=…` has the view `orders`, the parts `[UUID]` and a query. */
export interface Route { readonly view: string, readonly parts: readonly string[], readonly query: URLSearchParams }

function parse (hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [view = '', ...parts] = path.split('/').map((part) => {
    try { return decodeURIComponent(part) } catch { return part }
  })
  return { view, parts, query: new URLSearchParams(query) }
}

const hash = signal(location.hash)
addEventListener('hashchange', () => { hash.value = location.hash })

export const route = computed(() => parse(hash.value))

/** @returns the address of a place, for links */
export function hrefOf (
  view: string, parts: readonly string[] = [], query: Readonly<Record<string, string>> = {}
): string {
  const path = [view, ...parts].map(encodeURIComponent).join('/')
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()
  return `#/${path}${search === '' ? '' : `?${search}`}`
}

/** The last address of each list, with its filters. */
const lists = new Map<string, string>()
route.subscribe(({ view, parts }) => { if (parts.length === 0) lists.set(view, hash.peek()) })

/** @returns the address of a list, with the filters that it had */
export const listHref = (view: string): string => lists.get(view) ?? hrefOf(view)

/** Keep the filters of a view in its address, without an entry in the history for each letter. */
export function setQuery (query: Readonly<Record<string, string>>): void {
  const { view, parts } = route.peek()
  history.replaceState(null, '', hrefOf(view, parts, query))
  hash.value = location.hash
}
