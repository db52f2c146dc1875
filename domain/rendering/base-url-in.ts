import { BASE } from '../protocol/ids.ts'
import type { Json } from '../protocol/json.ts'

interface Rendered<D> { readonly base: string, readonly document: D }

/**
 * Render each record once for each base URL: records never change. A record keeps the document for the base URL that
 * asked last, and takes it along when it ends.
 * @param render - renders a record; its result depends on the record and the base URL alone
 * @returns the same function, whose callers must not change the documents
 */
export function renderedOnce<R extends object, D> (render: (record: R, base: string) => D): typeof render {
  const known = new WeakMap<R, Rendered<D>>()
  return (record, base) => {
    const kept = known.get(record)
    if (kept?.base === base) return kept.document
    const document = render(record, base)
    known.set(record, { base, document })
    return document
  }
}

const copyWithBase = renderedOnce((value: object, base) => replaced(value as Json, base) as object)

/**
 * Replace the placeholder of the base URL in stored JSON-LD.
 * @param value - stored JSON-LD
 * @param base - base URL
 * @returns the JSON-LD with absolute IRIs, which callers must not change
 */
export function withBase<T extends object> (value: T, base: string): T {
  return copyWithBase(value, base) as T
}

function replaced (value: Json, base: string): Json {
  if (typeof value === 'string') return value.startsWith(BASE) ? base + value.slice(BASE.length) : value
  if (Array.isArray(value)) return value.map((part: Json) => replaced(part, base))
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, part]) => [name, part === undefined ? part : replaced(part, base)])
  return Object.fromEntries(entries) as Json
}
