import { OPPORTUNITY_TYPES } from '../opportunity-types.ts'

/** Options of the sample data: its opportunities, offers and sellers; part of `options.ts`. */
export const SAMPLE_DATA = {
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
  currency: {
    type: 'string',
    enum: ['GBP', 'EUR', 'USD', 'AUD', 'CAD', 'CHF', 'NZD'],
    default: 'GBP',
    description: 'Currency of every offer (ISO 4217)'
  },
  publisher: {
    type: 'string',
    minLength: 1,
    maxLength: 100,
    format: 'plain-text',
    default: 'Open Booking Simulator',
    description: 'Name of the organisation that publishes the dataset'
  },
  discussionUrl: {
    type: 'string',
    format: 'uri',
    pattern: '^https?://[^\\s<>"]+$',
    'x-expected': 'an address with http or https',
    description: 'Address (http or https) for questions about this dataset; by default a section of the dataset site'
  }
} as const
