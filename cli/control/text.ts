import { OptionsError } from '../../simulator/options/spelling.ts'
import type { ControlClient } from './client.ts'

/** @returns a line of JSON, nothing for nothing */
export const lineOf = (value: unknown): string => value === undefined ? '' : `${JSON.stringify(value)}\n`

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
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  let text = ''
  for (let after: string | undefined; ;) {
    if (after !== undefined) query.set('after', after)
    const parameters = query.toString()
    const { items, next } = await client.send('GET', parameters === '' ? path : `${path}?${parameters}`) as Page
    text += items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (next === undefined) return text
    after = next
  }
}

/** @returns the refusal of words after a command, with its usage */
export function wrongWords (usage: string): OptionsError {
  return new OptionsError(`unknown words after ${usage.split(' ', 1)[0]}. Usage: ${usage}`)
}

/** @returns the members of an object that are defined */
export function defined (members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
