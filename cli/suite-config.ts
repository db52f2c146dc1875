import { isIP } from 'node:net'
import { PRIMARY, PRIMARY_CLIENT, SECONDARY, SECONDARY_CLIENT } from '../data/sample/credentials.ts'
import { optionalFeatures } from '../domain/feeds/features.ts'
import { siteUrl } from '../domain/protocol/ids.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import { onlySeller } from '../domain/records/seller.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import { OPPORTUNITY_TYPES } from '../schemas/opportunity-types.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { originOf } from '../simulator/base-url.ts'
import { resolveCommandOptions } from '../simulator/options/resolve.ts'
import { rulesOf } from '../simulator/options/rules.ts'
import { OptionsError, optionNames } from '../simulator/options/spelling.ts'
import type { Command } from './io.ts'

/** Time for a change to appear in a feed (ms). It appears at once or never; the suite's minute only delays failures. */
const FEED_TIMEOUT = 8000
/** Tests that run at the same time; four need more than 4 GB. */
const WORKERS = 2

/**
 * Print settings of the OpenActive Test Suite as JSON, and nothing else: the output is an input of the suite.
 * @returns 0
 * @throws {OptionsError} if the suite cannot use a simulator with these options
 */
export const printSuiteConfig: Command = async ({ given }, { stdout }) => {
  const options = resolveCommandOptions(given)
  const { baseUrl, host, port, tlsCert } = options
  if (baseUrl === undefined && port === 0) {
    throw new OptionsError(`option ${optionNames('port')} must not be 0 here: the test suite needs the port number`)
  }
  const origin = baseUrl ?? originOf({ address: host, family: `IPv${isIP(host)}`, port }, tlsCert !== undefined)
  stdout.write(`${JSON.stringify(suiteConfig(options, origin), null, 2)}\n`)
  return 0
}

/**
 * Derive settings of the OpenActive Test Suite for a simulator that runs with the same options, for `NODE_CONFIG`.
 * The suite's defaults apply to all other settings. With sample data for every criterion, the suite takes opportunities
 * from the feeds (random mode); otherwise it creates them (controlled mode).
 * @param options - the options of the simulator
 * @param baseUrl - the address of the simulator, without a trailing slash
 * @returns the settings
 * @throws {OptionsError} if the suite cannot authenticate against a simulator with these options
 * @see {@link https://github.com/openactive/openactive-test-suite}
 */
export function suiteConfig (options: ResolvedSimulatorOptions, baseUrl: string) {
  const rules = rulesOf(options)
  requireSuiteCredentials(options, rules)
  const [primary = null, secondary = null] = rules.sellers.map((seller) => sellerConfig(seller, rules, baseUrl))
  return {
    ci: true,
    consoleOutputLevel: 'dot',
    broker: {
      datasetSiteUrl: siteUrl(baseUrl),
      disableBrokerMicroserviceTimeout: true,
      ...bookingPartners(rules)
    },
    integrationTests: {
      useRandomOpportunities: options.sampleSize > 0,
      waitForItemToUpdateInFeedTimeout: FEED_TIMEOUT,
      maximumNumberOfSimultaneousBookings: WORKERS,
      bookableOpportunityTypesInScope: typesInScope(options),
      // If one is false, the suite may check that the feeds omit it.
      implementedFeatures: optionalFeatures(rules)
    },
    sellers: { primary, secondary }
  }
}

function requireSuiteCredentials ({ auth, credentials }: ResolvedSimulatorOptions, { hasOpenId }: Rules): void {
  if (!hasOpenId && !auth.includes('header')) {
    throw new OptionsError(`option ${optionNames('auth')} must include header or openid: the suite uses one of them`)
  }
  if (credentials !== undefined) {
    const reason = 'the test suite uses the published credentials'
    throw new OptionsError(`option ${optionNames('credentials')} must not be given here: ${reason}`)
  }
}

/** With OpenID, the suite registers its booking partners; with one seller, it uses two that are registered already. */
function bookingPartners (rules: Rules) {
  if (isByClientCredentials(rules)) {
    return { bookingPartners: { primary: registered(PRIMARY_CLIENT), secondary: registered(SECONDARY_CLIENT) } }
  }
  if (rules.hasOpenId) return {}
  return { bookingPartners: { primary: partnerConfig(PRIMARY.id), secondary: partnerConfig(SECONDARY.id) } }
}

/** A single seller need not log in. */
const isByClientCredentials = (rules: Rules): boolean => rules.hasOpenId && onlySeller(rules) !== undefined

function registered ({ id, clientSecret }: typeof PRIMARY_CLIENT | typeof SECONDARY_CLIENT) {
  return { authentication: { initialAccessToken: null, clientCredentials: { clientId: id, clientSecret } } }
}

/** `null` removes a default of the suite. */
function partnerConfig (client: string) {
  const ordersFeedRequestHeaders = { [CLIENT_HEADER]: client }
  return { authentication: { initialAccessToken: null, clientCredentials: null, ordersFeedRequestHeaders } }
}

/** The suite books for every seller as its first booking partner; with OpenID, with the logins of its defaults. */
function sellerConfig ({ path, taxMode, type }: Rules['sellers'][number], rules: Rules, baseUrl: string) {
  const { paymentAccount, hasOpenId } = rules
  const id = `${baseUrl}/${path}`
  return {
    '@type': type ?? 'Organization',
    '@id': id,
    ...(!hasOpenId && {
      authentication: { loginCredentials: null, requestHeaders: { [CLIENT_HEADER]: PRIMARY.id, [SELLER_HEADER]: id } }
    }),
    ...(isByClientCredentials(rules) && {
      authentication: { ...registered(PRIMARY_CLIENT).authentication, loginCredentials: null }
    }),
    taxMode: `https://openactive.io/${taxMode}`,
    // Otherwise the suite sends the details of its defaults, and the simulator ignores them.
    ...(paymentAccount !== null && { paymentReconciliationDetails: paymentAccount })
  }
}

/** Every criterion of the suite requires a date; an OnDemandEvent has none. */
function typesInScope ({ types }: ResolvedSimulatorOptions): Record<string, boolean> {
  return Object.fromEntries(OPPORTUNITY_TYPES.map((type) => [type, type !== 'OnDemandEvent' && types.includes(type)]))
}
