import type { ErrorObject } from 'ajv'
import { SELLERS } from '../../data/sample/sellers.ts'
import { didYouMean } from '../../domain/protocol/nearest.ts'
import { IDENTIFYING } from '../../domain/records/partner.ts'
import { isFacility } from '../../domain/sample/catalogue.ts'
import {
  commandOptions, type ResolvedCommandOptions, type ResolvedSimulatorOptions, simulatorOptions
} from '../../schemas/options.ts'
import { knownMembers, wordsOf } from '../schema-validation.ts'
import { PROFILES } from './profiles.ts'
import { isOption, OPTION_NAMES, type OptionName, OptionsError, optionNames } from './spelling.ts'
import { readTexts } from './texts.ts'
import { type OptionsProblem, type OptionsSchema, validateOptions } from './validate-options.ts'

/**
 * Check the options of the plugin, and add profile and defaults.
 * @throws {OptionsError} if an option is unknown or has an invalid value
 */
export function resolveSimulatorOptions (given: object): ResolvedSimulatorOptions {
  return resolveWith<ResolvedSimulatorOptions>(simulatorOptions, given)
}

/**
 * Check the options of the command line, and add profile and defaults.
 * @throws {OptionsError} if an option is unknown or has an invalid value
 */
export function resolveCommandOptions (given: object): ResolvedCommandOptions {
  const options = resolveWith<ResolvedCommandOptions>(commandOptions, given)
  const { tlsCert, tlsKey } = options
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    const [found, missing] = tlsKey === undefined ? ['tlsCert', 'tlsKey'] as const : ['tlsKey', 'tlsCert'] as const
    const [name, other] = [optionNames(found), optionNames(missing)]
    throw new OptionsError(`option ${name} must come with option ${other}: set both or none`)
  }
  return options
}

function resolveWith<T extends ResolvedSimulatorOptions> (schema: OptionsSchema, given: object): T {
  const values: Record<string, unknown> = { ...profileOf(given), ...readTexts(given) }
  const problem = validateOptions(schema, values)
  if (problem !== undefined) throw new OptionsError(describeProblem(problem))
  const options = values as T
  requireDistinctCredentials(options)
  const { baseUrl, offerOverrides, prices } = options
  if (offerOverrides && prices === 'free') {
    throw new OptionsError(`option ${optionNames('offerOverrides')} must come with option ${optionNames('prices')} ` +
      'mixed: free opportunities cannot have another price')
  }
  const typed = { ...options, types: typesFor(options) }
  return baseUrl === undefined ? typed : { ...typed, baseUrl: baseUrl.replace(/\/+$/, '') }
}

/** @returns the types that such sellers can have: the data model wants an Organization as the provider of a facility */
function typesFor ({ types, sellerType }: ResolvedSimulatorOptions): ResolvedSimulatorOptions['types'] {
  if (sellerType !== 'person') return types
  const possible = types.filter((type) => !isFacility(type))
  if (possible.length > 0) return possible
  throw new OptionsError(`option ${optionNames('types')} must contain another type than slots where option ` +
    `${optionNames('sellerType')} is person: the provider of a facility is an Organization`)
}

/** Reject duplicate partner ids, shared secrets, duplicate logins and more logins than sellers. */
function requireDistinctCredentials (
  { credentials: { partners = [], logins = [] } = {}, sellers }: ResolvedSimulatorOptions
): void {
  const refuse = (member: string, rule: string): never => {
    throw new OptionsError(`option ${optionNames('credentials')}, ${member}, ${rule}`)
  }
  for (const kind of ['id', ...IDENTIFYING] as const) {
    const [first, second] = firstDuplicates(partners.map((partner) => partner[kind]))
    if (first === undefined) continue
    refuse(`partners.${second}.${kind}`,
      `must differ from partners.${first}.${kind}: give each booking partner its own ${kind}`)
  }
  const most = sellers === 'single' ? 1 : SELLERS.length
  if (logins.length > most) refuse('logins', `must have at most ${most}, one per seller; got ${logins.length}`)
  const pairs = logins.map(({ username, password }) => JSON.stringify([username, password]))
  const [first, second] = firstDuplicates(pairs)
  if (first !== undefined) refuse(`logins.${second}`, `must differ from logins.${first}: give each seller its own`)
}

/** @returns the positions of the first two equal texts, none if all differ */
function firstDuplicates (texts: ReadonlyArray<string | undefined>): readonly number[] {
  const second = texts.findIndex((text, index) => text !== undefined && texts.indexOf(text) < index)
  return second === -1 ? [] : [texts.indexOf(texts[second]), second]
}

/** @returns the options of the named profile, none without one. */
function profileOf (given: object): object {
  const known: Readonly<Record<string, object>> = PROFILES
  const name = 'profile' in given ? String(given.profile) : ''
  return Object.hasOwn(known, name) ? known[name] ?? {} : {}
}

/** Options of the server alone, which the plugin does not have. */
const SERVER_OPTIONS = OPTION_NAMES.filter((name) => !Object.hasOwn(simulatorOptions.properties, name))

/** Only programs give options that do not exist: the command line has refused such a flag already. */
function describeUnknown (name: string): string {
  if (isOption(name)) return `the plugin has no option ${name}: its host sets ${SERVER_OPTIONS.join(', ')}`
  const known = OPTION_NAMES.filter((option) => !SERVER_OPTIONS.includes(option))
  return `there is no option ${name}.${didYouMean(name, known)} open-booking-simulator --help lists all options`
}

function describeProblem (problem: OptionsProblem): string {
  if ('unknown' in problem) return describeUnknown(problem.unknown)
  const { option: name, error } = problem
  const [, , ...within] = error.instancePath.split('/')
  const rule = similarMember(error) ?? wordsOf(error)
  const isObject = commandOptions.properties[name].type === 'object'
  const part = isObject && within.length > 0 ? `, ${within.join('.')},` : ''
  return `option ${optionNames(name)}${part} ${rule}${foundValue(name, error)}`
}

/**
 * Name an unknown member that resembles a known one: any other may be a secret in the wrong place.
 * @returns undefined for another error, and for another member
 */
function similarMember (error: ErrorObject): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined
  const name = String(error.params['additionalProperty'])
  const question = didYouMean(name, knownMembers(error))
  return question === '' ? undefined : `has an unknown member ${name}.${question}`
}

/** Longest value that a message repeats (characters). */
const REPEATED = 60

/** Repeat an invalid value, unless it may be a secret. An address with a user may have a password, too. */
function foundValue (name: OptionName, { data }: ErrorObject): string {
  const text = JSON.stringify(data)
  if ('secret' in commandOptions.properties[name] || text === undefined || text.includes('@')) return ''
  return `; got ${text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text}`
}
