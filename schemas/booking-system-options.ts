import { OPPORTUNITY_TYPES } from './opportunity-types.ts'

/** Options for the sample data and the rules of the booking system; part of `options.ts`. */
export const BOOKING_SYSTEM = {
  seed: {
    type: 'integer',
    minimum: 0,
    maximum: 4294967295,
    default: 1,
    description: 'Seed for names and prices of the sample data; takes effect when the data is first generated'
  },
  sampleSize: {
    type: 'integer',
    minimum: 0,
    maximum: 2000,
    default: 0,
    description: 'Upcoming sample items to keep beside the timetable (count per opportunity type and booking flow)'
  },
  richness: {
    type: 'string',
    enum: ['minimal', 'realistic', 'golden'],
    default: 'realistic',
    description: 'Properties in the sample data: required ones (`minimal`), those that good publishers give ' +
      '(`realistic`), or all (`golden`)'
  },
  types: {
    type: 'array',
    items: { type: 'string', enum: OPPORTUNITY_TYPES },
    minItems: 1,
    uniqueItems: true,
    default: OPPORTUNITY_TYPES,
    description: 'Opportunity types on offer, separated by commas'
  },
  sellers: {
    type: 'string',
    enum: ['multiple', 'single'],
    default: 'multiple',
    description: 'Two sellers, one with prices including tax and one with prices excluding it (`multiple`), ' +
      'or one seller (`single`)'
  },
  sellerType: {
    type: 'string',
    enum: ['organization', 'person'],
    default: 'organization',
    description: 'Type of the sellers: an `Organization` each, or a `Person` each, without facilities'
  },
  closedSeller: {
    type: 'boolean',
    default: false,
    description: 'Set `isOpenBookingAllowed` of the last seller to false: nothing of this seller can be booked'
  },
  prices: {
    type: 'string',
    enum: ['mixed', 'free'],
    default: 'mixed',
    description: 'Free and priced offers (`mixed`), or free offers only (`free`)'
  },
  prepayment: {
    type: 'string',
    enum: ['mixed', 'required'],
    default: 'mixed',
    description: 'Offers with every value of `openBookingPrepayment` (`mixed`), or offers without that property, ' +
      'all payable when booked (`required`)'
  },
  cancellation: {
    type: 'string',
    enum: ['mixed', 'always'],
    default: 'mixed',
    description: 'Cancellation by customers as each offer allows (`mixed`), or of everything until it starts (`always`)'
  },
  publisher: {
    type: 'string',
    minLength: 1,
    maxLength: 100,
    pattern: '^[^<>]+$',
    default: 'Open Booking Simulator',
    description: 'Name of the organisation that publishes the dataset'
  },
  discussionUrl: {
    type: 'string',
    format: 'uri',
    pattern: '^https?://[^\\s<>"]+$',
    description: 'Address (http or https) for questions about this dataset; by default a section of the dataset site'
  },
  taxCalculation: {
    type: 'boolean',
    default: true,
    description: 'Calculate taxes; without it, orders have `taxCalculationExcluded` and net prices'
  },
  businessTax: {
    type: 'string',
    enum: ['calculated', 'excluded'],
    default: 'calculated',
    description: 'Taxes of orders by resellers and organisations: as for persons (`calculated`), or ' +
      '`taxCalculationExcluded` and net prices (`excluded`)'
  },
  taxRates: {
    type: 'string',
    enum: ['standard', 'mixed', 'exempt'],
    default: 'standard',
    description: 'Taxes: 20 % on everything (`standard`), by type of opportunity (`mixed`), or none, because the ' +
      'sellers are exempt from VAT (`exempt`)'
  },
  currency: {
    type: 'string',
    enum: ['GBP', 'EUR', 'USD', 'AUD', 'CAD', 'CHF', 'NZD'],
    default: 'GBP',
    description: 'Currency of every offer (ISO 4217)'
  },
  paymentReconciliation: {
    type: 'boolean',
    default: true,
    description: 'Compare the reconciliation details of each payment with the agreed ones'
  },
  dynamicPayment: {
    type: 'boolean',
    default: false,
    description: 'Accept a `DynamicPayment` for priced opportunities: an order without offers, prices and taxes'
  },
  offerOverrides: {
    type: 'boolean',
    default: false,
    description: 'Accept an `OfferOverride` with a price of the broker for priced opportunities; ' +
      'not with `prices` `free`'
  },
  brokerBarcodes: {
    type: 'boolean',
    default: false,
    description: 'Accept barcodes of the broker (`accessPass` of an item at P and B), beside the passes of the seller'
  },
  barcodeImages: {
    type: 'boolean',
    default: true,
    description: 'Give barcodes a fallback image (`url`)'
  },
  reconciliationReferences: {
    type: 'boolean',
    default: false,
    description: 'Give each item of an order a reference for reconciliation (`additionalProperty`)'
  },
  logisticsUpdates: {
    type: 'boolean',
    default: false,
    description: 'Announce changed names, times and locations in the orders feed too, with the whole opportunities'
  },
  feedOrder: {
    type: 'string',
    enum: ['change-number', 'timestamp'],
    default: 'change-number',
    description: 'Order of the items in feeds, as their links say: by `afterChangeNumber`, or by `afterTimestamp` ' +
      'and `afterId`'
  },
  leasing: {
    type: 'string',
    enum: ['anonymous', 'named', 'none'],
    default: 'anonymous',
    description: 'First step that leases spaces: C1 (`anonymous`), C2 (`named`), or no step (`none`)'
  },
  leaseMinutes: {
    type: 'integer',
    minimum: 1,
    maximum: 1440,
    default: 15,
    description: 'Time for which a lease holds spaces (minutes)'
  },
  leaseGuaranteesPrice: {
    type: 'boolean',
    default: false,
    description: 'Let a lease hold the prices of its quote, too: C2, P and B use them until it ends'
  },
  autoApprove: {
    type: 'string',
    enum: ['off', 'accept', 'reject', 'amend-then-accept'],
    default: 'off',
    description: 'Automatic answer of sellers to order proposals'
  },
  autoApproveSeconds: {
    type: 'integer',
    minimum: 0,
    maximum: 86400,
    default: 5,
    description: 'Delay before each automatic answer (seconds)'
  },
  freeOnRejection: {
    type: 'boolean',
    default: false,
    description: 'Free the spaces of a rejected order proposal at once, instead of after `--lease-minutes`'
  }
} as const
