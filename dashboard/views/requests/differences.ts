/** A value that differs between two JSON documents; a side without the value is undefined. */
export interface Difference { readonly path: string, readonly before: unknown, readonly after: unknown }

/**
 * Compare two JSON values.
 * @param path - JSON pointer (RFC 6901) of both values
 * @returns the smallest parts that differ, in the order of the later document, then the parts that only the earlier has
 */
export function differences (before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return []
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before, after }]
  }
  const earlier = new Map(Object.entries(before))
  const later = new Map(Object.entries(after))
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((name) =>
    differences(earlier.get(name), later.get(name), `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`))
}

/** @returns the differences of two answers, but for the id that each error has of its own */
export const answerDifferences = (before: unknown, after: unknown): Difference[] =>
  differences(before, after).filter(({ path }) => path !== '/requestId')

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
