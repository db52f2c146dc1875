import { resolve } from 'node:path'
import type { Rules } from '../domain/rules.ts'
import { BASE } from '../domain/ids.ts'
import { SELLERS } from '../data/sellers.ts'
import {
  commandOptions, type ResolvedCommandOptions, type ResolvedSimulatorOptions, simulatorOptions
} from '../schemas/options.ts'
import { createAjv, describeErrors } from './ajv.ts'

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
  return resolveWith(validateCommand, given)
}

function resolveWith<T> (validate: typeof validateSimulator | typeof validateCommand, given: object): T {
  const options = { ...given }
  if (!validate(options)) throw new OptionsError(describeErrors(validate.errors ?? [], 'option'))
  return options as T
}

/** @returns the options that the environment gives, as text. */
export function optionsFromEnvironment (environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given = Object.entries(commandOptions.properties).flatMap(([name, { env, type }]) => {
    const value = environment[env]
    return value === undefined || value === '' ? [] : [[name, type === 'array' ? value.split(',') : value]]
  })
  return Object.fromEntries(given) as Record<string, unknown>
}

export const MEMORY = 'memory'

/** @returns the absolute path of the data file, undefined if nothing is to be kept. */
export function dataFileOf ({ dataFile }: ResolvedSimulatorOptions): string | undefined {
  return dataFile === MEMORY ? undefined : resolve(dataFile)
}

/** @returns how the booking system behaves with these options. */
export function rulesOf ({ leasing, leaseMinutes }: ResolvedSimulatorOptions): Rules {
  return {
    sellers: SELLERS,
    leasing,
    leaseMinutes,
    paymentAccount: { name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' },
    vatPercent: 20,
    bookingService: {
      '@type': 'BookingService',
      name: 'Open Booking Simulator',
      url: `${BASE}/openactive`,
      termsOfService: [{ '@type': 'PrivacyPolicy', name: 'Privacy Policy', url: 'https://simulator.example/privacy', requiresExplicitConsent: false }]
    }
  }
}
