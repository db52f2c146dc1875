import type { Invocation } from '../io.ts'
import type { Call } from './call.ts'
import type { ControlAction } from './client.ts'
import type { ControlName } from './control-commands.ts'
import { flagOfMember, MEMBERS, readMember } from './members.ts'
import { lineOf, listAll, missingWord, withQuery, wrongWords } from './text.ts'
import { commandOf, usageOf } from './usages.ts'

type Members = Readonly<Record<string, unknown>>

/** The call that the words of a command ask for. */
export interface ChosenCall {
  readonly verb: string
  readonly call: Call
  /** The words after the verb. */
  readonly words: readonly string[]
}

/**
 * Find the call of a command.
 * @param words - the words after the command
 * @throws {OptionsError} with the usage, if the command has no such verb
 */
export function chooseCall (name: ControlName, words: readonly string[]): ChosenCall {
  const { calls } = commandOf(name)
  const [first = ''] = Object.keys(calls)
  if (words.length === 0 && needsWords(first, calls[first])) throw missingWord(usageOf(name), 'an action')
  const [verb = first, ...rest] = first === '' ? ['', ...words] : words
  const call = Object.hasOwn(calls, verb) ? calls[verb] : undefined
  if (call === undefined) throw wrongWords(usageOf(name))
  return { verb, call, words: rest }
}

/** Tell whether a verb cannot be left out, because words follow it. */
const needsWords = (verb: string, { words = [], own }: Call = { method: '', path: '' }): boolean =>
  verb !== '' && (words.length > 0 || own !== undefined)

/**
 * Make a call of the table: its words and flags become path, query or body, and the answer is printed as JSON.
 * @param name - the command
 */
export const sendCall = (name: ControlName): ControlAction => async (invocation, client) => {
  const { verb, call, words } = chooseCall(name, invocation.words)
  const given = { ...membersOfWords(name, verb, call, words), ...membersOfFlags(name, call, invocation) }
  const members = { ...call.fixed, ...given }
  const { path, rest } = inPath(call.path, members)
  if (call.isList === true) return await listAll(client, path, rest)
  if (call.method === 'GET') return lineOf(await client.send('GET', withQuery(path, rest)))
  const body = Object.keys(rest).length === 0 && call.flags === undefined ? undefined : rest
  return lineOf(await client.send(call.method, path, body))
}

function membersOfWords (
  name: ControlName, verb: string, { words: names = [], hasText }: Call, given: readonly string[]
): Members {
  const missing = names[given.length]
  if (missing !== undefined) throw missingWord(usageOf(name), MEMBERS[missing].word, verb)
  if (hasText !== true && given.length > names.length) throw wrongWords(usageOf(name))
  const last = names.length - 1
  return Object.fromEntries(names.map((member, index) =>
    [member, readMember(member, given.slice(index, index === last ? undefined : index + 1).join(' '))]))
}

/**
 * Read the members that flags give.
 * @throws {OptionsError} for a flag of another call of the command
 */
export function membersOfFlags (name: ControlName, { flags: names = [] }: Call, { flags }: Invocation): Members {
  const { flags: own = {} } = commandOf(name)
  const taken = [...Object.keys(own), 'tenant', ...names.map(flagOfMember)]
  const excess = Object.keys(flags).find((flag) => flags[flag] !== undefined && !taken.includes(flag))
  if (excess !== undefined) throw wrongWords(usageOf(name), `--${excess} is not for this call`)
  return Object.fromEntries(names.flatMap((member) => {
    const given = flags[flagOfMember(member)]
    return typeof given === 'string' || typeof given === 'boolean' ? [[member, readMember(member, given)]] : []
  }))
}

/** Put members into the path of a call. @returns the path, and the other members */
function inPath (template: string, members: Members): { readonly path: string, readonly rest: Members } {
  const rest = { ...members }
  const path = template.replaceAll(/\{(\w+)\}/g, (_braces, member: string) => {
    const value = String(rest[member])
    delete rest[member]
    return encodeURIComponent(value)
  })
  return { path, rest }
}
