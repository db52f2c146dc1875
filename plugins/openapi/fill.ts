/** Values by the word in braces that stands for each; undefined removes the property that the word is the value of. */
export type Values = Readonly<Record<string, unknown>>

const WHOLE = /^\{(\w+)\}$/
const WORD = /\{(\w+)\}/g

/**
 * Put values in the place of words in braces. A text that is nothing but one known word becomes its value; words in
 * longer texts become text, and unknown words stay.
 * @param part - JSON
 * @param values - the values
 * @returns a copy
 */
export function fill (part: unknown, values: Values): unknown {
  if (typeof part === 'string') return fillText(part, values)
  if (Array.isArray(part)) return part.map((one) => fill(one, values))
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([name, value]) => [name, fill(value, values)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function fillText (text: string, values: Values): unknown {
  const word = WHOLE.exec(text)?.[1]
  if (word !== undefined && Object.hasOwn(values, word)) return values[word]
  return text.replace(WORD, (braced, known: string) => Object.hasOwn(values, known) ? String(values[known]) : braced)
}
