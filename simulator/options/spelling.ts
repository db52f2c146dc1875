import { commandOptions } from '../../schemas/options.ts'

/** An option has an invalid value, or does not exist. */
export class OptionsError extends Error {}

export type OptionName = keyof typeof commandOptions.properties

/** @returns the name of an option in each spelling: in a program, on the command line, in the environment. */
export const optionNames = (name: OptionName): string =>
  `${name} (--${flagOf(name)}, ${commandOptions.properties[name].env})`

/** @returns the name of an option on the command line, without dashes before it. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const isOption = (name: string): name is OptionName => Object.hasOwn(commandOptions.properties, name)
