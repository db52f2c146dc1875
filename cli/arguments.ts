import { parseArgs, type ParseArgsConfig } from 'node:util'
import { didYouMean } from '../domain/protocol/nearest.ts'
import { commandOptions } from '../schemas/options.ts'
import { flagOf, OPTION_NAMES, type OptionName, OptionsError } from '../simulator/options/spelling.ts'

/** The words that `partners` takes. */
export const PARTNERS_USAGE =
  'partners [list] | add ID [NAME [REDIRECT-URI…]] | rotate ID | revoke ID | withdraw ID SELLER'

/** The words that `check-harvester` takes. */
export const CHECK_HARVESTER_USAGE = 'check-harvester COMMAND [ARGUMENT…]'

/** The meaning of the arguments. */
export interface Arguments {
  /** Execute the command, or print its page or the version instead. */
  readonly kind: 'command' | 'help' | 'version'
  /** The command; undefined if there is none. */
  readonly name: string | undefined
  /** The words after the command. */
  readonly words: readonly string[]
  /** The options that flags set, as text or as true or false. */
  readonly given: Readonly<Record<string, unknown>>
  /** The own flags of the command, as text or as true or false. */
  readonly flags: Readonly<Record<string, unknown>>
}

type Flags = NonNullable<ParseArgsConfig['options']>

const COMMON: Flags = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(OPTION_NAMES.map((name) =>
    [flagOf(name), { type: commandOptions.properties[name].type === 'boolean' ? 'boolean' : 'string' }]))
}

/**
 * Read the command, its words and its flags.
 * @param argv - the arguments after the name of the program
 * @param flagsOf - gives the own flags of a command
 * @param optionsOf - gives the options that a command reads
 * @throws {OptionsError} if a flag is unknown, the command does not read it, or a switch has a value
 * @throws {TypeError} if Node cannot parse the arguments
 */
export function readArguments (
  argv: readonly string[],
  flagsOf: (command: string) => Flags = () => ({}),
  optionsOf: (command: string) => readonly OptionName[] = () => OPTION_NAMES
): Arguments {
  const args = [...argv]
  const first = firstWord(args)
  const own = flagsOf(first)
  const flags = { ...COMMON, ...own }
  const read = ['help', 'version', ...Object.keys(own), ...optionsOf(first).map(flagOf)]
  requireKnownFlags(args, flags, read)
  requireSwitchesWithoutValue(args, flags)
  requireReadFlags(args, flags, read, first)
  const { values, positionals: [name, ...words] } = parseArgs({
    args, options: flags, allowPositionals: true, allowNegative: true, strict: true
  })
  const given = OPTION_NAMES.flatMap((option) => {
    const value = flagOf(option) in own ? undefined : values[flagOf(option)]
    return value === undefined ? [] : [[option, value]]
  })
  const kind = values['help'] === true ? 'help' : values['version'] === true ? 'version' : 'command'
  return {
    kind,
    name,
    words,
    given: Object.fromEntries(given) as Record<string, unknown>,
    flags: Object.fromEntries(Object.keys(own).map((flag) => [flag, values[flag]]))
  }
}

/** The command must come before its own flags: their values are not known before it. */
function firstWord (args: string[]): string {
  const { positionals: [name = ''] } = parseArgs({ args, options: COMMON, allowPositionals: true, strict: false })
  return name
}

const tokensOf = (args: string[], options: Flags) =>
  parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true }).tokens

const spellingsOf = (flags: Flags): string[] =>
  Object.entries(flags).flatMap(([name, { type }]) => type === 'boolean' ? [name, `no-${name}`] : [name])

/** Refuse a flag that no command has, with the most similar one among those that this command reads. */
function requireKnownFlags (args: string[], flags: Flags, read: readonly string[]): void {
  const spellings = spellingsOf(flags)
  const possible = spellingsOf(Object.fromEntries(Object.entries(flags).filter(([name]) => read.includes(name))))
  for (const token of tokensOf(args, flags)) {
    if (token.kind !== 'option' || spellings.includes(token.name)) continue
    const question = didYouMean(token.name, possible).replace('mean ', 'mean --')
    throw new OptionsError(`there is no option ${token.rawName}.${question} See --help`)
  }
}

/** Refuse an option of other commands: it would have no effect. A variable may be there for them. */
function requireReadFlags (args: string[], flags: Flags, read: readonly string[], command: string): void {
  for (const token of tokensOf(args, flags)) {
    if (token.kind !== 'option' || read.includes(token.name.replace(/^no-/, ''))) continue
    throw new OptionsError(`${command} has no option ${token.rawName}. See ${command} --help`)
  }
}

/** Refuse `--fresh=yes` and `--fresh true`: Node would take the word after a switch for a command. */
function requireSwitchesWithoutValue (args: string[], flags: Flags): void {
  const tokens = tokensOf(args, flags)
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token.kind !== 'option' || flags[token.name]?.type !== 'boolean') continue
    const hasWord = next?.kind === 'positional' && ['true', 'false'].includes(next.value)
    if (token.value === undefined && !hasWord) continue
    throw new OptionsError(`--${token.name} takes no value: give --${token.name} or --no-${token.name}`)
  }
}
