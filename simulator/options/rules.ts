import { resolve } from 'node:path'
import { BASE, siteUrl } from '../../domain/protocol/ids.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import { OPPORTUNITY_TYPES } from '../../schemas/opportunity-types.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'
import { sellersOf } from './sellers.ts'
import { TAX_RATES } from './tax-rates.ts'

/** @returns the absolute path of the data file, undefined for a state in memory only. */
export function dataFileOf ({ dataFile }: ResolvedSimulatorOptions): string | undefined {
  return dataFile === MEMORY ? undefined : resolve(dataFile)
}

const MEMORY = 'memory'

/** Account that payments must name under payment reconciliation. */
const PAYMENT_ACCOUNT = { accountId: 'SN1593', paymentProviderId: 'STRIPE' }

const BOOKING_SERVICE: Rules['bookingService'] = {
  '@type': 'BookingService',
  name: 'Open Booking Simulator',
  url: siteUrl(BASE),
  termsOfService: [{
    '@type': 'PrivacyPolicy',
    name: 'Privacy Policy',
    url: 'https://simulator.example/privacy',
    requiresExplicitConsent: false
  }]
}

/** Derive the rules of the booking system from the options. */
export function rulesOf (options: ResolvedSimulatorOptions): Rules {
  const { types, auth, autoApprove } = options
  const hasApiCredentials = auth.includes('basic') || auth.includes('key')
  return {
    // In an order of their own: the order in the option has no effect.
    types: OPPORTUNITY_TYPES.filter((type) => types.includes(type)),
    sampleSize: options.sampleSize,
    richness: options.richness,
    prices: options.prices,
    prepayment: options.prepayment,
    cancellation: options.cancellation,
    currency: options.currency,
    leasing: options.leasing,
    leaseMinutes: options.leaseMinutes,
    leaseGuaranteesPrice: options.leaseGuaranteesPrice,
    logisticsUpdates: options.logisticsUpdates,
    answer: autoApprove === 'off' ? null : { as: autoApprove, afterSeconds: options.autoApproveSeconds },
    freeOnRejection: options.freeOnRejection,
    classic: options.classic && types.includes('Event') && hasApiCredentials,
    openOrders: options.classicOpenOrders,
    hasOpenId: auth.includes('openid'),
    sellers: sellersOf(options),
    paymentAccount: options.paymentReconciliation ? PAYMENT_ACCOUNT : null,
    dynamicPayment: options.dynamicPayment,
    offerOverrides: options.offerOverrides,
    brokerBarcodes: options.brokerBarcodes,
    barcodeImages: options.barcodeImages,
    reconciliationReferences: options.reconciliationReferences,
    calculatesTaxes: options.taxCalculation,
    excludesBusinessTaxes: options.businessTax === 'excluded',
    taxRates: TAX_RATES[options.taxRates],
    maxOrderItems: options.maxOrderItems,
    maxPartnerSize: options.maxPartnerMegabytes * 1_000_000,
    bookingService: BOOKING_SERVICE,
    feedOrder: options.feedOrder,
    publisher: options.publisher,
    discussionUrl: options.discussionUrl ?? null
  }
}
