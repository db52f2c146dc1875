import { findJsonProblem, type JsonLimits, type JsonProblem } from './json-problem.ts'
import { BEGIN, endOfJson, type Place, placeBehind } from './json-syntax.ts'

/** A fault of a text: beside those that a parser passes over, that it is no JSON from a place on. */
export type JsonFault = JsonProblem | ({ readonly problem: 'syntax' } & Place)

/** The value of a text, or its fault. */
export type ParsedJson = { readonly value: unknown } | JsonFault

/**
 * Parse JSON without duplicate keys, deep nesting, too many values and names.
 * @param text - the text
 * @param limits - deepest nesting, most values and names
 * @param seed - a number that clients do not know, so that they cannot choose keys that make the check slow
 * @param from - place at which the text begins, if it is a part of another
 */
export function parseJson (text: string, limits: JsonLimits, seed: number, from = BEGIN): ParsedJson {
  // Before parsing, which takes long for a text nested a million times.
  const problem = findJsonProblem(text, limits, seed)
  if (problem !== null) return problem
  try {
    return { value: JSON.parse(text) }
  } catch {
    // The parser's own message repeats a part of the text, which can be personal data.
    return { problem: 'syntax', ...placeBehind(text.slice(0, endOfJson(text)), from) }
  }
}
