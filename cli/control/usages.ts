import type { OptionName } from '../../simulator/options/spelling.ts'
import type { CommandFlag, ControlCommand } from './call.ts'
import { CONTROL_COMMANDS, type ControlName } from './control-commands.ts'
import { flagOfMember, MEMBERS } from './members.ts'

/** Options by which a control command finds a running simulator, and its token. */
export const CONTROL_OPTIONS: readonly OptionName[] = ['port', 'host', 'tlsCert', 'tlsKey', 'control']

/** The flag of every control command. */
const TENANT_FLAG: CommandFlag = { type: 'string', description: 'Name of the tenant to control' }

export const CONTROL_NAMES = Object.keys(CONTROL_COMMANDS) as ControlName[]

/** @returns a command of the table */
export const commandOf = (name: ControlName): ControlCommand => CONTROL_COMMANDS[name]

/** @returns the words of each call of a command, with its verb, in brackets where it may be left out */
export function wordsOf (name: ControlName): string[] {
  return Object.entries(commandOf(name).calls).map(([verb, { words = [], hasText, own }], index) => {
    const members = own ?? words.map((member) => MEMBERS[member].word).join(' ') + (hasText === true ? '…' : '')
    const shown = index === 0 && members === '' && verb !== '' ? `[${verb}]` : verb
    return [shown, members].filter((part) => part !== '').join(' ')
  })
}

/** @returns a control command with its words */
export const usageOf = (name: ControlName): string => `${name} ${wordsOf(name).join(' | ')}`.trim()

/** @returns the flags of a control command: its own, and those of its calls */
export function controlFlagsOf (name: ControlName): Readonly<Record<string, CommandFlag>> {
  const { calls, flags } = commandOf(name)
  const members = new Set(Object.values(calls).flatMap(({ flags: names = [] }) => names))
  const ofMembers = [...members].map((member): [string, CommandFlag] => {
    const { description, kind }: { description: string, kind?: string } = MEMBERS[member]
    return [flagOfMember(member), { type: kind === 'switch' ? 'boolean' : 'string', description }]
  })
  return { ...flags, ...Object.fromEntries(ofMembers), tenant: TENANT_FLAG }
}
