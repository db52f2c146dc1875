import { resolve } from 'node:path'
import { ONLY_SELLER, SELLERS } from '../../data/sample/sellers.ts'
import { BASE, siteUrl } from '../../domain/protocol/ids.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import { describeSeller } from '../../domain/sample/describe/describe-terms.ts'
import { OPPORTUNITY_TYPES } from '../../schemas/opportunity-types.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'

/** @returns the absolute path of the data file, undefined if nothing is to be kept. */
export function dataFileOf ({ dataFile }: ResolvedSimulatorOptions): string | undefined {
  return dataFile === MEMORY ? undefined : resolve(dataFile)
}

const MEMORY = 'memory'

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
