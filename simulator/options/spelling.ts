import { commandOptions } from '../../schemas/options.ts'

/** An option has a value that it can't have, or is none. */
export class OptionsError extends Error {}

export type OptionName = keyof typeof commandOptions.properties

/** @returns the name of an option in all ways in which it may have been given. */
export const optionNames = (name: OptionName): string => `${name} (--${flagOf(name)}, ${commandOptions.properties[name].env})`

/** @returns the name of an option on the command line. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const isOption = (name: string): name is OptionName => Object.hasOwn(commandOptions.properties, name)
