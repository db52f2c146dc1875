import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { SELLERS } from '../../data/sample/sellers.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { Offer, Opportunity, OpportunityGroup, Spaces } from '../../domain/records/opportunity.ts'
import { TAX_RATES } from '../../simulator/options/tax-rates.ts'
import { OPPORTUNITY_TYPES } from '../../schemas/opportunity-types.ts'

/** Rules of the domain tests: no sample data, anonymous leasing and no automatic answers. */
export const rules: Rules = {
  sellers: SELLERS,
  types: OPPORTUNITY_TYPES,
  sampleSize: 0,
  richness: 'realistic',
  prices: 'mixed',
  prepayment: 'mixed',
  cancellation: 'mixed',
  currency: 'GBP',
  logisticsUpdates: false,
  leasing: 'anonymous',
  leaseMinutes: 15,
  leaseGuaranteesPrice: false,
  maxOrderItems: 500,
  maxPartnerSize: 256_000_000,
  paymentAccount: { accountId: 'SN1593', paymentProviderId: 'STRIPE' },
  dynamicPayment: false,
  offerOverrides: false,
  brokerBarcodes: false,
  barcodeImages: true,
  reconciliationReferences: false,
  calculatesTaxes: true,
  excludesBusinessTaxes: false,
  taxRates: TAX_RATES.standard,
  answer: null,
  freeOnRejection: false,
  classic: true,
  openOrders: false,
  hasOpenId: false,
  bookingService: { '@type': 'BookingService', name: 'Simulator' },
  feedOrder: 'change-number',
  publisher: 'Simulator',
  discussionUrl: null
}

export const NOW = new Date('2027-03-09T10:20:00Z')

/** Create an environment with a fixed clock and constant ids. */
export const environment = (more: Partial<Environment> = {}): Environment => ({
  now: NOW,
  base: 'http://localhost:5000',
  newId: () => 'ID',
  newUuid: () => '6d0e4a52-9c6f-4d68-8a50-3f5b3f6f2a11',
  digest: (text) => text,
  rules,
  content: SAMPLE_CONTENT,
  ...more
})

export const GROUP = 'api/identifiers/session-series/1'

/** Create an offer of 10 GBP with a full refund. */
export const offer = (more: Partial<Offer> = {}): Offer =>
  ({ path: `${GROUP}#/offers/0`, name: 'Adult', priceMinor: 1000, currency: 'GBP', fullRefund: true, details: {}, ...more })

/** Create a session on the next day with ten free spaces. */
export const opportunity = (more: Partial<Opportunity> = {}): Opportunity => ({
  path: 'api/identifiers/scheduled-sessions/1/events/1',
  type: 'ScheduledSession',
  seller: SELLERS[0]!.path,
  feed: 'scheduled-sessions',
  group: GROUP,
  start: '2027-03-10T10:00:00Z',
  end: '2027-03-10T11:00:00Z',
  spaces: { maximum: 10, booked: 0, leased: 0 },
  offers: [offer()],
  details: {},
  ...more
})

/** Create the series of the session. */
export const group = (more: Partial<OpportunityGroup> = {}): OpportunityGroup =>
  ({ path: GROUP, type: 'SessionSeries', seller: SELLERS[0]!.path, feed: 'session-series', offers: [offer()], details: {}, ...more })

/** Create counts of spaces. */
export const spaces = (maximum: number, booked = 0, leased = 0): Spaces => ({ maximum, booked, leased })
