import { resolve } from 'node:path'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { ONLY_SELLER, SELLERS } from '../data/sample/sellers.ts'
import { BASE, siteUrl } from '../domain/protocol/ids.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import { IDENTIFYING } from '../domain/records/partner.ts'
import { describeSeller } from '../domain/sample/describe-terms.ts'
import { OPPORTUNITY_TYPES } from '../schemas/opportunity-types.ts'
import {
  commandOptions, type ResolvedCommandOptions, type ResolvedSimulatorOptions, simulatorOptions
} from '../schemas/options.ts'
import { PROFILES } from '../schemas/profiles.ts'
import { createAjv, wordsOf } from './schema-validation.ts'

/** An option has a value that it can't have, or is none. */
export class OptionsError extends Error {}

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
  if (missing !== undefined && others.length === 0) throw new OptionsError(`option ${spellingsOf(missing)} is missing: a certificate and its key go together`)
  return options
}

function resolveWith<T extends ResolvedSimulatorOptions> (validate: ValidateFunction<T>, given: object): T {
  const options = { ...profileOf(given), ...readTexts(given) }
  if (!validate(options)) throw new OptionsError(describeProblem(validate.errors?.at(-1)))
  expectOneEach(options)
  const { baseUrl } = options
  return baseUrl === undefined ? options : { ...options, baseUrl: baseUrl.replace(/\/+$/, '') }
}

/** Of two descriptions of one booking partner, and of a login without a seller, one would count for nothing; by one secret, two partners would book under one name. */
function expectOneEach ({ credentials: { partners = [], logins = [] } = {}, sellers }: ResolvedSimulatorOptions): void {
  const refuse = (what: string): never => { throw new OptionsError(`option ${spellingsOf('credentials')} must not have ${what}`) }
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
  return `option ${spellingsOf(path)}${part} ${rule}`
}

type OptionName = keyof typeof commandOptions.properties

const isOption = (name: string): name is OptionName => Object.hasOwn(commandOptions.properties, name)

/** @returns the name of an option in all ways in which it may have been given. */
export const spellingsOf = (name: OptionName): string => `${name} (--${flagOf(name)}, ${commandOptions.properties[name].env})`

/** @returns the name of an option on the command line. */
export const flagOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** @returns the options that the environment gives, as text. */
export function optionsFromEnvironment (environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given = Object.entries(commandOptions.properties).flatMap(([name, { env }]) => {
    const value = environment[env]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return Object.fromEntries(given) as Record<string, unknown>
}

/** From wherever texts come from, lists come with commas, and objects as JSON. */
function readTexts (given: object): object {
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
    throw new OptionsError(`option ${spellingsOf(name)} must be JSON`)
  }
}

const MEMORY = 'memory'

/** @returns the absolute path of the data file, undefined if nothing is to be kept. */
export function dataFileOf ({ dataFile }: ResolvedSimulatorOptions): string | undefined {
  return dataFile === MEMORY ? undefined : resolve(dataFile)
}

/** @returns how the booking system behaves with these options. */
export function rulesOf (options: ResolvedSimulatorOptions): Rules {
  const { types, sampleSize, richness, prices, prepayment, cancellation, leasing, leaseMinutes, logisticsUpdates, autoApprove, autoApproveSeconds, freeOnRejection } = options
  return {
    // In an order of their own, so that it does not count in which they were given.
    types: OPPORTUNITY_TYPES.filter((type) => types.includes(type)),
    sampleSize,
    richness,
    prices,
    prepayment,
    cancellation,
    leasing,
    leaseMinutes,
    logisticsUpdates,
    answer: autoApprove === 'off' ? null : { as: autoApprove, afterSeconds: autoApproveSeconds },
    freeOnRejection,
    classic: options.classic && types.includes('Event') && (options.auth.includes('basic') || options.auth.includes('key')),
    openOrders: options.classicOpenOrders,
    hasOpenId: options.auth.includes('openid'),
    sellers: (options.sellers === 'single' ? [ONLY_SELLER] : SELLERS).map((seller) => describeSeller(seller, options)),
    paymentAccount: !options.paymentReconciliation ? null : { name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' },
    vatPercent: options.taxCalculation ? 20 : null,
    bookingService: {
      '@type': 'BookingService',
      name: 'Open Booking Simulator',
      url: siteUrl(BASE),
      termsOfService: [{ '@type': 'PrivacyPolicy', name: 'Privacy Policy', url: 'https://simulator.example/privacy', requiresExplicitConsent: false }]
    }
  }
}
