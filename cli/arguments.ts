import { parseArgs, type ParseArgsConfig } from 'node:util'
import { commandOptions } from '../schemas/options.ts'
import { resolveCommandOptions } from '../simulator/options/resolve.ts'
import { flagOf, OptionsError } from '../simulator/options/spelling.ts'
import { optionsFromEnvironment } from '../simulator/options/texts.ts'
import type { Invocation } from './io.ts'

/** The meaning of the arguments: a command, or a request for the help text or the version. */
export type Arguments =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'command', readonly name: string } & Invocation

const properties = Object.entries(commandOptions.properties)

const flags: NonNullable<ParseArgsConfig['options']> = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(properties.map(([name, { type }]) => [flagOf(name), { type: flagType(type) }]))
}

/**
 * Read the command, its words and its options. Flags override environment variables; both override defaults.
 * @param argv - the arguments after the name of the program
 * @param env - the environment variables
 * @returns the command, `start` if there is none; the help text and the version precede all commands
 * @throws {OptionsError} if an option has a wrong name or value, or there is more than one command
 * @throws {TypeError} if Node cannot parse the arguments
 */
export function readArguments (argv: readonly string[], env: NodeJS.ProcessEnv): Arguments {
  const args = [...argv]
  requireSwitchesWithoutValue(args)
  const { values, positionals } = parseArgs({
    args, options: flags, allowPositionals: true, allowNegative: true, strict: true
  })
  if (values['help'] === true) return { kind: 'help' }
  if (values['version'] === true) return { kind: 'version' }
  const given = properties.flatMap(([name]) => {
    const value = values[flagOf(name)]
    return value === undefined ? [] : [[name, value]]
  })
  const options = resolveCommandOptions({ ...optionsFromEnvironment(env), ...Object.fromEntries(given) as object })
  const [name = 'start', ...words] = positionals
  if (words.length > 0 && name !== 'partners') {
    throw new OptionsError(`expected one command, got ${positionals.join(' ')}; see --help`)
  }
  return { kind: 'command', name, words, options }
}

function flagType (type: string): 'boolean' | 'string' {
  return type === 'boolean' ? 'boolean' : 'string'
}

/** Refuse `--fresh=yes` and `--fresh true`: Node would take the word after a switch for a command. */
function requireSwitchesWithoutValue (args: string[]): void {
  const { tokens } = parseArgs({ args, options: flags, allowPositionals: true, strict: false, tokens: true })
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token.kind !== 'option' || flags[token.name]?.type !== 'boolean') continue
    const hasWord = next?.kind === 'positional' && ['true', 'false'].includes(next.value)
    if (token.value === undefined && !hasWord) continue
    throw new OptionsError(`--${token.name} takes no value: give --${token.name} or --no-${token.name}`)
  }
}
