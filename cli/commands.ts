import { didYouMean } from '../domain/protocol/nearest.ts'
import { commandOptions } from '../schemas/options.ts'
import { flagOf, OPTION_NAMES, type OptionName, OptionsError, variableOf } from '../simulator/options/spelling.ts'
import { CHECK_HARVESTER_USAGE, PARTNERS_USAGE } from './arguments.ts'
import type { CommandFlag } from './control/call.ts'
import { commandOf, CONTROL_NAMES, CONTROL_OPTIONS, controlFlagsOf, usageOf } from './control/usages.ts'
import type { Command } from './io.ts'

/** A command, with the content of its page of help. */
export interface CommandEntry {
  /** Import the command: a health check runs every few seconds and must not load the simulator. */
  readonly load: () => Promise<Command>
  /** The command with its words. */
  readonly usage: string
  /** Its purpose, without a final full stop. */
  readonly purpose: string
  /** The options that it reads. */
  readonly options: readonly OptionName[]
  /** Its own flags. */
  readonly flags?: Readonly<Record<string, CommandFlag>>
  /** Set where the options are those of its own server, not those of a running simulator. */
  readonly isServer?: true
}

/** Options by which a command finds a running simulator. */
const FINDING: readonly OptionName[] = ['port', 'host', 'tlsCert', 'tlsKey']

export const DEFAULT_COMMAND = 'start'

export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  [DEFAULT_COMMAND]: {
    load: async () => (await import('./start.ts')).start,
    usage: 'start',
    purpose: 'start the simulator (the default)',
    options: OPTION_NAMES,
    isServer: true
  },
  partners: {
    load: async () => (await import('./partners.ts')).partners,
    usage: PARTNERS_USAGE,
    purpose: 'manage the booking partners of the simulator at this host and port; needs its --owner-token',
    options: [...FINDING, 'ownerToken']
  },
  healthcheck: {
    load: async () => (await import('./healthcheck.ts')).healthcheck,
    usage: 'healthcheck',
    purpose: 'check that the simulator at this host and port is ready; for container health checks',
    options: FINDING
  },
  'suite-config': {
    load: async () => (await import('./suite-config.ts')).printSuiteConfig,
    usage: 'suite-config',
    purpose: 'print the settings of the OpenActive Test Suite for a simulator with these options',
    options: OPTION_NAMES
  },
  ...controlCommands(),
  'feed-generator': {
    load: async () => (await import('./harvest/feed-generator.ts')).feedGenerator,
    usage: 'feed-generator',
    purpose: 'serve a feed of generated sessions, with updates and deletions, to a harvester',
    options: ['port', 'host', 'baseUrl', 'seed', 'richness'],
    flags: { items: { type: 'string', description: 'Sessions (count), 1000000 without it' } },
    isServer: true
  },
  'check-harvester': {
    load: async () => (await import('./harvest/check-harvester.ts')).checkHarvester,
    usage: CHECK_HARVESTER_USAGE,
    purpose: 'run the command of a harvester on a scripted feed, and fail if it does not hold the end state',
    options: [],
    flags: {
      within: { type: 'string', description: 'Time until the harvester is stopped (seconds), 120 without it' },
      wait: { type: 'string', description: 'Time of the slow page, and of Retry-After (seconds), 2 without it' }
    }
  }
}

/** The commands that control a running simulator; all of them find it in the same way. */
function controlCommands (): Record<string, CommandEntry> {
  return Object.fromEntries(CONTROL_NAMES.map((name) => [name, {
    load: async (): Promise<Command> => (await import('./control/load.ts')).loadCommand(name),
    usage: usageOf(name),
    purpose: commandOf(name).purpose,
    options: CONTROL_OPTIONS,
    flags: controlFlagsOf(name)
  }]))
}

/** @returns the own flags of a command, none if there is no such command */
export const flagsOf = (name: string): Readonly<Record<string, CommandFlag>> =>
  (Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.flags : undefined) ?? {}

/** @returns the options that a command reads, all if there is no such command */
export const optionsOf = (name: string): readonly OptionName[] =>
  (Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.options : undefined) ?? OPTION_NAMES

/** An option, as in its schema. */
interface Option {
  readonly description: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly items?: { readonly type: string, readonly enum?: readonly string[] }
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

/**
 * Describe an option, with its values and bounds unless description or default already name them.
 * @param option - the schema of the option
 * @returns sentences without a final full stop
 */
export function describeOption (option: Option): string {
  return [option.description, ...valuesOf(option), ...boundsOf(option)].join('. ')
}

function valuesOf ({ description, default: usual, enum: values, items }: Option): string[] {
  const isNamed = (value: string): boolean => description.includes(`\`${value}\``) || [usual].flat().includes(value)
  const all = values ?? items?.enum ?? []
  return all.every(isNamed) ? [] : [`One of ${all.map((value) => `\`${value}\``).join(', ')}`]
}

function boundsOf ({ minimum, maximum, minLength = 0 }: Option): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`From ${minimum} to ${maximum}`]
  return minLength > 1 ? [`At least ${minLength} characters`] : []
}

/**
 * Write the help text of a command, or of the command line.
 * @param name - the command; undefined for all commands
 * @returns the output of `--help`
 * @throws {OptionsError} if there is no such command
 */
export function helpText (name?: string): string {
  if (name === undefined) {
    return `Usage: open-booking-simulator [${Object.keys(COMMANDS).join(' | ')}] [options]

${commandList()}

A page for each command: open-booking-simulator help COMMAND, or COMMAND --help
${optionList(OPTION_NAMES, 'Options')}`
  }
  const { usage, purpose, options, flags = {}, isServer = false } = requireCommand(name)
  return `Usage: open-booking-simulator ${usage} [options]

${purpose[0]?.toUpperCase()}${purpose.slice(1)}.
${flagList(flags)}${optionList(options, isServer ? 'Options' : 'Options of the simulator')}`
}

/**
 * Find a command by its name.
 * @throws {OptionsError} with the most similar command, if there is none with this name
 */
export function requireCommand (name: string): CommandEntry {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command !== undefined) return command
  throw new OptionsError(`there is no command ${name}.${didYouMean(name, Object.keys(COMMANDS))} See --help`)
}

function commandList (): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length)) + 2
  return Object.entries(COMMANDS).map(([name, { usage, purpose }]) => {
    const lines = usage === name ? [purpose] : [usage.slice(name.length + 1), purpose]
    return `  ${name.padEnd(width)}${lines.join(`\n${' '.repeat(width + 2)}`)}`
  }).join('\n')
}

function flagList (flags: Readonly<Record<string, CommandFlag>>): string {
  const names = Object.keys(flags)
  const width = Math.max(...names.map((name) => name.length))
  if (names.length === 0) return ''
  return `
Flags:
${names.map((name) => `  --${name.padEnd(width)} ${flags[name]?.description}`).join('\n')}
`
}

function optionList (names: readonly OptionName[], title: string): string {
  if (names.length === 0) return '\n  --help, --version\n'
  const width = Math.max(...names.map((name) => flagOf(name).length))
  const lines = names.map((name) => {
    const option: Option = commandOptions.properties[name]
    const fallback = 'default' in option ? ` [${String(option.default)}]` : ''
    return `  --${flagOf(name).padEnd(width)} ${describeOption(option)}${fallback} (${variableOf(name)})`
  })
  return `
${title}, with their defaults and environment variables:
${lines.join('\n')}

To switch an option off, write --no- before its name, as in --no-tax-calculation. Variables take true or false.
PORT and HOST work without the prefix, too.
  --help, --version
`
}
