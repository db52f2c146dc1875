import { MOST_ITEMS } from '../requests/order-request.ts'

/** Options of the rules of booking; part of `options.ts`. */
export const BOOKING = {
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
  },
  maxOrderItems: {
    type: 'integer',
    minimum: 1,
    maximum: MOST_ITEMS,
    default: 500,
    description: 'Most items of an order; a request with more is refused'
  },
  maxPartnerMegabytes: {
    type: 'integer',
    minimum: 1,
    maximum: 1000000,
    default: 256,
    description: 'Most data that the orders of one booking partner may take (MB); new orders beyond are refused'
  }
} as const
