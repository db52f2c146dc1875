import { commandOptions } from '../../schemas/options.ts'
import { isOption, type OptionName, OptionsError, optionNames } from './spelling.ts'

/** @returns the options in the environment, as text. An empty variable counts as unset. */
export function optionsFromEnvironment (environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given = Object.entries(commandOptions.properties).flatMap(([name, { env }]) => {
    const value = environment[env]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return Object.fromEntries(given) as Record<string, unknown>
}

/**
 * Split the texts of lists at commas, and parse the texts of objects as JSON.
 * @throws {OptionsError} if an object is not JSON
 */
export function readTexts (given: object): object {
  return Object.fromEntries(Object.entries(given).map(([name, value]: [string, unknown]) =>
    [name, typeof value === 'string' ? readText(name, value) : value]))
}

function readText (name: string, text: string): unknown {
  if (!isOption(name)) return text
  const { type } = commandOptions.properties[name]
  if (type === 'array') return text.split(',').map((part) => part.trim())
  return type === 'object' ? parseObject(name, text) : text
}

/** Parse JSON without repeating the parser's message: it may quote the text, which may be a secret. */
function parseObject (name: OptionName, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new OptionsError(`option ${optionNames(name)} must be JSON: check its quotes, commas and brackets`)
  }
}
