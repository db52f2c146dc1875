import { OptionsError } from '../../simulator/options/spelling.ts'
import type { ControlClient } from './client.ts'

/** @returns a line of JSON, nothing for nothing */
export const lineOf = (value: unknown): string => value === undefined ? '' : `${JSON.stringify(value)}\n`

/** @returns a path with parameters */
export function withQuery (path: string, parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value))
  return query.size === 0 ? path : `${path}?${query}`
}

/** A page of a list. */
interface Page { readonly items: readonly unknown[], readonly next?: string }

/**
 * Read all pages of a list.
 * @param path - path below `/simulator`
 * @param filter - parameters of the query
 * @returns the items, one line of JSON each
 */
export async function listAll (
  client: ControlClient, path: string, filter: Readonly<Record<string, unknown>> = {}
): Promise<string> {
  let text = ''
  for (let after: string | undefined; ;) {
    const page = after === undefined ? filter : { ...filter, after }
    const { items, next } = await client.send('GET', withQuery(path, page)) as Page
    text += items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (next === undefined) return text
    after = next
  }
}

/**
 * Refuse the arguments of a command.
 * @param usage - the command with its words
 * @param problem - the part at fault
 */
export function wrongWords (usage: string, problem = `unknown words after ${usage.split(' ', 1)[0]}`): OptionsError {
  return new OptionsError(`${problem}. Usage: ${usage}`)
}

/**
 * Refuse a command that lacks a word.
 * @param usage - the command with its words
 * @param word - the word, as the usage has it
 * @param verb - verb of the command, empty for none
 */
export function missingWord (usage: string, word: string, verb = ''): OptionsError {
  const [name] = usage.split(' ', 1)
  return wrongWords(usage, `${word} is missing after ${[name, verb].join(' ').trim()}`)
}
