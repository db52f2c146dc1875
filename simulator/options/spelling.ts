import { commandOptions } from '../../schemas/options.ts'

/** An option has an invalid value, or does not exist. */
export class OptionsError extends Error {}

export type OptionName = keyof typeof commandOptions.properties

export const OPTION_NAMES = Object.keys(commandOptions.properties) as readonly OptionName[]

/** @returns the name of an option in each spelling: in a program, on the command line, in the environment. */
export const optionNames = (name: OptionName): string => `${name} (--${flagOf(name)}, ${variableOf(name)})`

/** @returns the name of an option on the command line, without dashes before it. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The start of the names of variables. */
export const PREFIX = 'OPEN_BOOKING_'

/** @returns the name of an option in the environment. */
export const variableOf = (name: string): string => `${PREFIX}${plainVariableOf(name)}`

/** @returns the name of an option in the environment of earlier versions; other tools may use such a name too. */
export const plainVariableOf = (name: string): string => flagOf(name).replaceAll('-', '_').toUpperCase()

export const isOption = (name: string): name is OptionName => Object.hasOwn(commandOptions.properties, name)
