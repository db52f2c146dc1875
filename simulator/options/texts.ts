import { commandOptions } from '../../schemas/options.ts'
import { isOption, type OptionName, OptionsError, optionNames } from './spelling.ts'

/** @returns the options that the environment gives, as text. */
export function optionsFromEnvironment (environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given = Object.entries(commandOptions.properties).flatMap(([name, { env }]) => {
    const value = environment[env]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return Object.fromEntries(given) as Record<string, unknown>
}

/** From wherever texts come from, lists come with commas, and objects as JSON. */
export function readTexts (given: object): object {
  return Object.fromEntries(Object.entries(given).map(([name, value]: [string, unknown]) => [name, typeof value === 'string' ? readText(name, value) : value]))
}

function readText (name: string, text: string): unknown {
  const type = isOption(name) ? commandOptions.properties[name].type : undefined
  if (type === 'array') return text.split(',').map((part) => part.trim())
  return type === 'object' && isOption(name) ? parseObject(name, text) : text
}

/** What a parser says may repeat the text, which may be a secret. */
function parseObject (name: OptionName, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new OptionsError(`option ${optionNames(name)} must be JSON`)
  }
}
