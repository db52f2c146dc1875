import type { Rules } from '../records/booking-rules.ts'
import type { Seller } from '../records/seller.ts'

/** Features of every system, by the names that the OpenActive Test Suite has for them. */
const USUAL = [
  'access-channel', 'access-channel-update-notifications', 'access-code', 'access-code-update-notifications',
  'access-pass-barcode-seller-provided', 'access-pass-image', 'access-pass-update-notifications',
  'additional-details-capture', 'agent-broker', 'amending-order-quote', 'attendee-details-capture',
  'availability-check', 'booking-window', 'common-error-conditions', 'customer-details-capture-identifier',
  'customer-details-capture-non-essential', 'customer-notice-notifications', 'customer-requested-cancellation',
  'dataset-site', 'free-opportunities', 'minimal-proposal', 'no-broker', 'opportunity-attendance-updates',
  'order-deletion', 'past-opportunities', 'proposal-amendment', 'reseller-broker', 'seller-requested-cancellation',
  'seller-requested-cancellation-message', 'seller-requested-replacement', 'terms-of-service-for-booking-system',
  'terms-of-service-for-seller', 'test-interface'
]

/**
 * List the features of the OpenActive Test Suite that depend on an option, and whether this system has them.
 * @param rules - rules of the booking system
 * @returns the features by name
 */
export function optionalFeatures (rules: Rules): Record<string, boolean> {
  const { sellers, calculatesTaxes, hasOpenId, leasing } = rules
  const isPriced = rules.prices === 'mixed'
  const isPrepaymentMixed = isPriced && rules.prepayment === 'mixed'
  const isAlwaysCancellable = rules.cancellation === 'always'
  const isTaxed = (mode: Seller['taxMode']): boolean =>
    isPriced && calculatesTaxes && sellers.some(({ taxMode }) => taxMode === mode)
  return {
    'single-seller': sellers.length === 1,
    'multiple-sellers': sellers.length > 1,
    'non-free-opportunities': isPriced,
    'prepayment-required': isPriced,
    'prepayment-optional': isPrepaymentMixed,
    'prepayment-unavailable': isPrepaymentMixed,
    'prepayment-required-unavailable': isPrepaymentMixed,
    'payment-reconciliation-detail-validation': isPriced && rules.paymentAccount !== null,
    'business-to-consumer-tax-calculation-gross': isTaxed('TaxGross'),
    'business-to-consumer-tax-calculation-net': isTaxed('TaxNet'),
    'business-to-business-tax-calculation-gross': isTaxed('TaxGross'),
    'business-to-business-tax-calculation-net': isTaxed('TaxNet'),
    'customer-requested-cancellation-always-allowed': isAlwaysCancellable,
    'cancellation-window': !isAlwaysCancellable,
    'named-leasing': leasing !== 'none',
    'anonymous-leasing': leasing === 'anonymous',
    'change-of-logistics-notifications': rules.logisticsUpdates,
    'booking-partner-authentication': hasOpenId,
    'booking-partner-openid-authentication': hasOpenId,
    'booking-partner-openid-authentication-for-multiple-sellers': hasOpenId && sellers.length > 1,
    // In the suite's test, a seller logs in.
    'dynamic-client-registration': hasOpenId && sellers.length > 1
  }
}

/**
 * List the features of this system, by the names that the OpenActive Test Suite has for them.
 * @param rules - rules of the booking system
 * @returns the names, in alphabetical order
 * @see {@link https://openactive.io/dataset-api-discovery/EditorsDraft/}
 */
export function featureList (rules: Rules): string[] {
  const features = {
    ...optionalFeatures(rules),
    'dynamic-payment': rules.dynamicPayment,
    'offer-overrides': rules.offerOverrides
  }
  const chosen = Object.entries(features).flatMap(([name, has]) => has ? [name] : [])
  return [...USUAL, ...chosen].sort()
}
