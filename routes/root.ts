/** @returns the forms of the root: both below a prefix, unless the prefix itself ends with a slash */
export function rootsBelow (prefix: string): string[] {
  if (prefix === '') return ['/']
  return prefix.endsWith('/') ? [''] : ['', '/']
}
