import { PRIMARY, PRIMARY_CLIENT, SECONDARY, SECONDARY_CLIENT } from '../data/sample/credentials.ts'
import { siteUrl } from '../domain/protocol/ids.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import { onlySeller } from '../domain/records/seller.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import { OPPORTUNITY_TYPES } from '../schemas/opportunity-types.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { rulesOf } from '../simulator/options/rules.ts'
import { OptionsError, optionNames } from '../simulator/options/spelling.ts'

/** A change shows in a feed at once, or never: the suite's own minute would only make failures slow (ms). */
const FEED_TIMEOUT = 8000
/** How many tests run at a time: four of them already take more than 4 GB. */
const WORKERS = 2

/**
 * Settings of the OpenActive Test Suite for a simulator that runs with the same options, to be given to it in `NODE_CONFIG`.
 * What they leave out is as in the suite's defaults. Where there is sample data for every criterion, the suite takes opportunities from
 * the feeds (random mode); otherwise it has them made (controlled mode).
 * @param baseUrl - where the suite finds the simulator, without a trailing slash
 * @throws OptionsError if the simulator does not know callers by the suite's headers
 * @see {@link https://github.com/openactive/openactive-test-suite}
 */
export function suiteConfig (options: ResolvedSimulatorOptions, baseUrl: string) {
  const rules = rulesOf(options)
  const { hasOpenId } = rules
  if (!hasOpenId && !options.auth.includes('header')) throw new OptionsError(`option ${optionNames('auth')} must have header or openid among its values: the test suite comes with one of them`)
  if (options.credentials !== undefined) throw new OptionsError(`option ${optionNames('credentials')} must not be given here: the test suite comes with the published ones`)
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
      implementedFeatures: featuresOf(options, rules)
    },
    sellers: { primary, secondary }
  }
}

/** With OpenID, the suite's own booking partners are those that register here; where there is one seller, they have registered. */
function bookingPartners (rules: Rules) {
  if (isByClientCredentials(rules)) return { bookingPartners: { primary: registered(PRIMARY_CLIENT), secondary: registered(SECONDARY_CLIENT) } }
  return rules.hasOpenId ? {} : { bookingPartners: { primary: partnerConfig(PRIMARY.id), secondary: partnerConfig(SECONDARY.id) } }
}

/** The only seller need not log in. */
const isByClientCredentials = (rules: Rules): boolean => rules.hasOpenId && onlySeller(rules) !== undefined

function registered ({ id, clientSecret }: typeof PRIMARY_CLIENT | typeof SECONDARY_CLIENT) {
  return { authentication: { initialAccessToken: null, clientCredentials: { clientId: id, clientSecret } } }
}

/** A `null` takes a default of the suite away. */
function partnerConfig (client: string) {
  return { authentication: { initialAccessToken: null, clientCredentials: null, ordersFeedRequestHeaders: { [CLIENT_HEADER]: client } } }
}

/** The suite books for every seller as its first booking partner; with OpenID, by the logins of its defaults. */
function sellerConfig ({ path, taxMode }: Rules['sellers'][number], rules: Rules, baseUrl: string) {
  const { paymentAccount, hasOpenId } = rules
  const id = `${baseUrl}/${path}`
  return {
    '@type': 'Organization',
    '@id': id,
    ...(!hasOpenId && { authentication: { loginCredentials: null, requestHeaders: { [CLIENT_HEADER]: PRIMARY.id, [SELLER_HEADER]: id } } }),
    ...(isByClientCredentials(rules) && { authentication: { ...registered(PRIMARY_CLIENT).authentication, loginCredentials: null } }),
    taxMode: `https://openactive.io/${taxMode}`,
    // Without an account of ours, payments come with the details of the suite's defaults, which have to be ignored.
    ...(paymentAccount !== null && { paymentReconciliationDetails: paymentAccount })
  }
}

/** All criteria of the suite ask for a date, which an OnDemandEvent has not. */
function typesInScope ({ types }: ResolvedSimulatorOptions): Record<string, boolean> {
  return Object.fromEntries(OPPORTUNITY_TYPES.map((type) => [type, type !== 'OnDemandEvent' && types.includes(type)]))
}

/** The features that an option decides on, or that are not built. For one that is false, the suite may check that nothing of it is in the feeds. */
function featuresOf (options: ResolvedSimulatorOptions, { sellers, vatPercent, hasOpenId }: Rules): Record<string, boolean> {
  const isPriced = options.prices === 'mixed'
  const isPrepaymentMixed = isPriced && options.prepayment === 'mixed'
  const isAlwaysCancellable = options.cancellation === 'always'
  const isTaxed = (mode: typeof sellers[number]['taxMode']): boolean => isPriced && vatPercent !== null && sellers.some(({ taxMode }) => taxMode === mode)
  return {
    'single-seller': sellers.length === 1,
    'multiple-sellers': sellers.length > 1,
    'non-free-opportunities': isPriced,
    'prepayment-required': isPriced,
    'prepayment-optional': isPrepaymentMixed,
    'prepayment-unavailable': isPrepaymentMixed,
    'prepayment-required-unavailable': isPrepaymentMixed,
    'payment-reconciliation-detail-validation': isPriced && options.paymentReconciliation,
    'business-to-consumer-tax-calculation-gross': isTaxed('TaxGross'),
    'business-to-consumer-tax-calculation-net': isTaxed('TaxNet'),
    'business-to-business-tax-calculation-gross': isTaxed('TaxGross'),
    'business-to-business-tax-calculation-net': isTaxed('TaxNet'),
    'customer-requested-cancellation-always-allowed': isAlwaysCancellable,
    'cancellation-window': !isAlwaysCancellable,
    'named-leasing': options.leasing !== 'none',
    'anonymous-leasing': options.leasing === 'anonymous',
    'change-of-logistics-notifications': options.logisticsUpdates,
    'booking-partner-authentication': hasOpenId,
    'booking-partner-openid-authentication': hasOpenId,
    'booking-partner-openid-authentication-for-multiple-sellers': hasOpenId && sellers.length > 1,
    // The suite's test of it has a seller log in.
    'dynamic-client-registration': hasOpenId && sellers.length > 1
  }
}
