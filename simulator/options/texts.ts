import { didYouMean } from '../../domain/protocol/nearest.ts'
import { commandOptions } from '../../schemas/options.ts'
import {
  isOption, OPTION_NAMES, type OptionName, OptionsError, optionNames, plainVariableOf, PREFIX, variableOf
} from './spelling.ts'

/** Options whose plain variables every tool uses in the same sense: platforms set `PORT`. */
const SHARED_VARIABLES: readonly OptionName[] = ['port', 'host']

/**
 * Options of the versions whose variables had no prefix. The plain variable of any other option, such as
 * `DATABASE_URL`, belongs to other programs.
 */
export const PLAIN_OPTIONS: readonly OptionName[] = [
  ...SHARED_VARIABLES, 'auth', 'autoApprove', 'autoApproveSeconds', 'baseUrl', 'bodyLimit', 'cancellation', 'classic',
  'classicOpenOrders', 'credentials', 'dataFile', 'freeOnRejection', 'fresh', 'leaseMinutes', 'leasing', 'logLevel',
  'logisticsUpdates', 'ownerToken', 'paymentReconciliation', 'prepayment', 'prices', 'profile', 'rateLimit', 'richness',
  'sampleSize', 'seed', 'sellers', 'taxCalculation', 'tlsCert', 'tlsKey', 'types'
]

/**
 * Read the options in the environment. A plain variable of an earlier version (`SEED`) counts where the variable with
 * the prefix (`OPEN_BOOKING_SEED`) is unset. An empty variable counts as unset.
 * @param environment - the environment variables
 * @returns the options as text, and a notice of variables of earlier versions, and of those that are no option, if any
 */
export function optionsFromEnvironment (
  environment: NodeJS.ProcessEnv
): { options: Record<string, unknown>, notice: string | undefined } {
  const isSet = (variable: string): boolean => (environment[variable] ?? '') !== ''
  const given = OPTION_NAMES.flatMap((name) => {
    const plain = PLAIN_OPTIONS.includes(name) ? [plainVariableOf(name)] : []
    const variable = [variableOf(name), ...plain].find(isSet)
    return variable === undefined ? [] : [{ name, variable }]
  })
  const old = given.filter(({ name, variable }) => variable !== variableOf(name) && !SHARED_VARIABLES.includes(name))
  const notices = [...(old.length === 0 ? [] : [noticeOf(old)]), ...unknownVariables(environment)]
  return {
    options: Object.fromEntries(given.map(({ name, variable }) => [name, environment[variable]])),
    notice: notices.length === 0 ? undefined : notices.join('; ')
  }
}

/** Variables with the prefix that are no options: the commands that check brokers and harvesters set them. */
const OTHER_VARIABLES = ['OPEN_BOOKING_API', 'OPEN_BOOKING_ITEMS', 'OPEN_BOOKING_FEED']

/** @returns a sentence for each variable with the prefix that sets nothing, without its value */
function unknownVariables (environment: NodeJS.ProcessEnv): string[] {
  const known = OPTION_NAMES.map(variableOf)
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && ![...known, ...OTHER_VARIABLES].includes(name))
    .map((name) => {
      const question = didYouMean(name.slice(PREFIX.length), OPTION_NAMES.map(plainVariableOf))
      return `the variable ${name} is no option, and has no effect.${question.replace('mean ', `mean ${PREFIX}`)}`
    })
}

/** Name the variables, without their values, which may be secrets. */
function noticeOf (old: ReadonlyArray<{ readonly name: string, readonly variable: string }>): string {
  const renamed = old.map(({ name, variable }) => `${variable} to ${variableOf(name)}`).join(', ')
  return `environment variables have the prefix ${PREFIX} now; the old names still work: rename ${renamed}`
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
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? []
    const place = position === undefined ? '' : ` at character ${Number(position) + 1} of ${text.length}`
    throw new OptionsError(`option ${optionNames(name)} must be JSON: check its quotes, commas and brackets${place}`)
  }
}
