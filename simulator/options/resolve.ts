import type { ErrorObject, ValidateFunction } from 'ajv'
import { SELLERS } from '../../data/sample/sellers.ts'
import { IDENTIFYING } from '../../domain/records/partner.ts'
import {
  commandOptions, type ResolvedCommandOptions, type ResolvedSimulatorOptions, simulatorOptions
} from '../../schemas/options.ts'
import { createAjv, wordsOf } from '../schema-validation.ts'
import { PROFILES } from './profiles.ts'
import { isOption, OptionsError, optionNames } from './spelling.ts'
import { readTexts } from './texts.ts'

const ajv = createAjv('options')
const validateSimulator = ajv.compile<ResolvedSimulatorOptions>(simulatorOptions)
const validateCommand = ajv.compile<ResolvedCommandOptions>(commandOptions)

/** @throws OptionsError that names the option and what it can be */
export function resolveSimulatorOptions (given: object): ResolvedSimulatorOptions {
  return resolveWith(validateSimulator, given)
}

/** @throws OptionsError that names the option and what it can be */
export function resolveCommandOptions (given: object): ResolvedCommandOptions {
  const options = resolveWith(validateCommand, given)
  const [missing, ...others] = (['tlsCert', 'tlsKey'] as const).filter((name) => options[name] === undefined)
  if (missing !== undefined && others.length === 0) throw new OptionsError(`option ${optionNames(missing)} is missing: a certificate and its key go together`)
  return options
}

function resolveWith<T extends ResolvedSimulatorOptions> (validate: ValidateFunction<T>, given: object): T {
  const options = { ...profileOf(given), ...readTexts(given) }
  if (!validate(options)) throw new OptionsError(describeProblem(validate.errors?.at(-1)))
  requireDistinctCredentials(options)
  const { baseUrl } = options
  return baseUrl === undefined ? options : { ...options, baseUrl: baseUrl.replace(/\/+$/, '') }
}

/** Of two descriptions of one booking partner, and of a login without a seller, one would count for nothing; by one secret, two partners would book under one name. */
function requireDistinctCredentials ({ credentials: { partners = [], logins = [] } = {}, sellers }: ResolvedSimulatorOptions): void {
  const refuse = (what: string): never => { throw new OptionsError(`option ${optionNames('credentials')} must not have ${what}`) }
  if (hasTwice(partners.map(({ id }) => id))) refuse('a booking partner twice')
  const shared = IDENTIFYING.find((kind) => hasTwice(partners.flatMap((partner) => partner[kind] ?? [])))
  if (shared !== undefined) refuse(`two booking partners with the same ${shared}`)
  const most = sellers === 'single' ? 1 : SELLERS.length
  if (logins.length > most) refuse(`more logins than there are sellers: ${most}`)
  if (hasTwice(logins.map(({ username, password }) => JSON.stringify([username, password])))) refuse('a login twice')
}

const hasTwice = (texts: readonly string[]): boolean => new Set(texts).size < texts.length

/** @returns the options that a profile stands for; what else is given counts more. */
function profileOf (given: object): object {
  const known: Readonly<Record<string, object>> = PROFILES
  const name = 'profile' in given ? String(given.profile) : ''
  return Object.hasOwn(known, name) ? known[name] ?? {} : {}
}

function describeProblem (error: ErrorObject | undefined): string {
  const [, path = '', ...within] = error?.instancePath.split('/') ?? []
  if (error === undefined || !isOption(path)) return `there is no option ${String(error?.params['additionalProperty'])}`
  const isBaseUrl = path === 'baseUrl' && ['format', 'pattern'].includes(error.keyword)
  const rule = isBaseUrl ? 'must be an address with http or https, without user and query' : wordsOf(error)
  const part = commandOptions.properties[path].type === 'object' && within.length > 0 ? `, ${within.join('.')},` : ''
  return `option ${optionNames(path)}${part} ${rule}`
}
