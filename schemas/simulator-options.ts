// Generated from schemas/options.ts by `npm run docs:options`.
import type { OpportunityType } from './opportunity-types.ts'
import type { ProfileName } from './profile-names.ts'

/**
 * Options of the simulator. All are optional. The command line and `fastify start` read the environment variables; the
 * plugin does not.
 */
export interface SimulatorOptions {
  /**
   * Public base URL (http or https) of every `@id`, feed and dataset site; by default the listening address.
   * Environment variable: `OPEN_BOOKING_BASE_URL`.
   */
  baseUrl?: string
  /**
   * JSON file for the state; with `memory`, the state ends with the process.
   * Environment variable: `OPEN_BOOKING_DATA_FILE`.
   * @default 'memory'
   */
  dataFile?: string
  /**
   * PostgreSQL database (`postgres://user:password@host/name`) for the state, in place of a data file; several
   * processes can share it.
   * Environment variable: `OPEN_BOOKING_DATABASE_URL`.
   */
  databaseUrl?: string
  /**
   * Answer when a change of the data file is on the disk (`fsync`), or when the operating system has it (`os`):
   * faster, but a power failure can lose or damage the latest changes.
   * Environment variable: `OPEN_BOOKING_DURABILITY`.
   * @default 'fsync'
   */
  durability?: 'fsync' | 'os'
  /**
   * Discard the state in the data file or database and start from new sample data.
   * Environment variable: `OPEN_BOOKING_FRESH`.
   * @default false
   */
  fresh?: boolean
  /**
   * Start of the simulated clock (ISO 8601 instant), from which it runs on; `real` for the real time. A data
   * file keeps its clock.
   * Environment variable: `OPEN_BOOKING_CLOCK`.
   * @default 'real'
   */
  clock?: string
  /**
   * Named preset of options; other options override it.
   * Environment variable: `OPEN_BOOKING_PROFILE`.
   */
  profile?: ProfileName
  /**
   * Seed for names and prices of the sample data; takes effect when the data is first generated. From 0 to
   * 4294967295.
   * Environment variable: `OPEN_BOOKING_SEED`.
   * @default 1
   */
  seed?: number
  /**
   * Upcoming sample items to keep beside the timetable (count per opportunity type and booking flow). From 0 to
   * 2000.
   * Environment variable: `OPEN_BOOKING_SAMPLE_SIZE`.
   * @default 0
   */
  sampleSize?: number
  /**
   * Properties in the sample data: required ones (`minimal`), those that good publishers give (`realistic`), or
   * all (`golden`).
   * Environment variable: `OPEN_BOOKING_RICHNESS`.
   * @default 'realistic'
   */
  richness?: 'minimal' | 'realistic' | 'golden'
  /**
   * Opportunity types on offer.
   * Environment variable: `OPEN_BOOKING_TYPES`.
   * @default every type
   */
  types?: Array<OpportunityType>
  /**
   * Two sellers, one with prices including tax and one with prices excluding it (`multiple`), or one seller
   * (`single`).
   * Environment variable: `OPEN_BOOKING_SELLERS`.
   * @default 'multiple'
   */
  sellers?: 'multiple' | 'single'
  /**
   * Type of the sellers: an `Organization` each, or a `Person` each, without facilities.
   * Environment variable: `OPEN_BOOKING_SELLER_TYPE`.
   * @default 'organization'
   */
  sellerType?: 'organization' | 'person'
  /**
   * Set `isOpenBookingAllowed` of the last seller to false: nothing of this seller can be booked.
   * Environment variable: `OPEN_BOOKING_CLOSED_SELLER`.
   * @default false
   */
  closedSeller?: boolean
  /**
   * Free and priced offers (`mixed`), or free offers only (`free`).
   * Environment variable: `OPEN_BOOKING_PRICES`.
   * @default 'mixed'
   */
  prices?: 'mixed' | 'free'
  /**
   * Offers with every value of `openBookingPrepayment` (`mixed`), or offers without that property, all payable
   * when booked (`required`).
   * Environment variable: `OPEN_BOOKING_PREPAYMENT`.
   * @default 'mixed'
   */
  prepayment?: 'mixed' | 'required'
  /**
   * Cancellation by customers as each offer allows (`mixed`), or of everything until it starts (`always`).
   * Environment variable: `OPEN_BOOKING_CANCELLATION`.
   * @default 'mixed'
   */
  cancellation?: 'mixed' | 'always'
  /**
   * Currency of every offer (ISO 4217).
   * Environment variable: `OPEN_BOOKING_CURRENCY`.
   * @default 'GBP'
   */
  currency?: 'GBP' | 'EUR' | 'USD' | 'AUD' | 'CAD' | 'CHF' | 'NZD'
  /**
   * Name of the organisation that publishes the dataset.
   * Environment variable: `OPEN_BOOKING_PUBLISHER`.
   * @default 'Open Booking Simulator'
   */
  publisher?: string
  /**
   * Address (http or https) for questions about this dataset; by default a section of the dataset site.
   * Environment variable: `OPEN_BOOKING_DISCUSSION_URL`.
   */
  discussionUrl?: string
  /**
   * Calculate taxes; without it, orders have `taxCalculationExcluded` and net prices.
   * Environment variable: `OPEN_BOOKING_TAX_CALCULATION`.
   * @default true
   */
  taxCalculation?: boolean
  /**
   * Taxes of orders by resellers and organisations: as for persons (`calculated`), or `taxCalculationExcluded`
   * and net prices (`excluded`).
   * Environment variable: `OPEN_BOOKING_BUSINESS_TAX`.
   * @default 'calculated'
   */
  businessTax?: 'calculated' | 'excluded'
  /**
   * Taxes: 20 % on everything (`standard`), by type of opportunity (`mixed`), or none, because the sellers are
   * exempt from VAT (`exempt`).
   * Environment variable: `OPEN_BOOKING_TAX_RATES`.
   * @default 'standard'
   */
  taxRates?: 'standard' | 'mixed' | 'exempt'
  /**
   * Compare the reconciliation details of each payment with the agreed ones.
   * Environment variable: `OPEN_BOOKING_PAYMENT_RECONCILIATION`.
   * @default true
   */
  paymentReconciliation?: boolean
  /**
   * Accept a `DynamicPayment` for priced opportunities: an order without offers, prices and taxes.
   * Environment variable: `OPEN_BOOKING_DYNAMIC_PAYMENT`.
   * @default false
   */
  dynamicPayment?: boolean
  /**
   * Accept an `OfferOverride` with a price of the broker for priced opportunities; not with `prices` `free`.
   * Environment variable: `OPEN_BOOKING_OFFER_OVERRIDES`.
   * @default false
   */
  offerOverrides?: boolean
  /**
   * Accept barcodes of the broker (`accessPass` of an item at P and B), beside the passes of the seller.
   * Environment variable: `OPEN_BOOKING_BROKER_BARCODES`.
   * @default false
   */
  brokerBarcodes?: boolean
  /**
   * Give barcodes a fallback image (`url`).
   * Environment variable: `OPEN_BOOKING_BARCODE_IMAGES`.
   * @default true
   */
  barcodeImages?: boolean
  /**
   * Give each item of an order a reference for reconciliation (`additionalProperty`).
   * Environment variable: `OPEN_BOOKING_RECONCILIATION_REFERENCES`.
   * @default false
   */
  reconciliationReferences?: boolean
  /**
   * Announce changed names, times and locations in the orders feed too, with the whole opportunities.
   * Environment variable: `OPEN_BOOKING_LOGISTICS_UPDATES`.
   * @default false
   */
  logisticsUpdates?: boolean
  /**
   * Order of the items in feeds, as their links say: by `afterChangeNumber`, or by `afterTimestamp` and
   * `afterId`.
   * Environment variable: `OPEN_BOOKING_FEED_ORDER`.
   * @default 'change-number'
   */
  feedOrder?: 'change-number' | 'timestamp'
  /**
   * First step that leases spaces: C1 (`anonymous`), C2 (`named`), or no step (`none`).
   * Environment variable: `OPEN_BOOKING_LEASING`.
   * @default 'anonymous'
   */
  leasing?: 'anonymous' | 'named' | 'none'
  /**
   * Time for which a lease holds spaces (minutes). From 1 to 1440.
   * Environment variable: `OPEN_BOOKING_LEASE_MINUTES`.
   * @default 15
   */
  leaseMinutes?: number
  /**
   * Let a lease hold the prices of its quote, too: C2, P and B use them until it ends.
   * Environment variable: `OPEN_BOOKING_LEASE_GUARANTEES_PRICE`.
   * @default false
   */
  leaseGuaranteesPrice?: boolean
  /**
   * Automatic answer of sellers to order proposals.
   * Environment variable: `OPEN_BOOKING_AUTO_APPROVE`.
   * @default 'off'
   */
  autoApprove?: 'off' | 'accept' | 'reject' | 'amend-then-accept'
  /**
   * Delay before each automatic answer (seconds). From 0 to 86400.
   * Environment variable: `OPEN_BOOKING_AUTO_APPROVE_SECONDS`.
   * @default 5
   */
  autoApproveSeconds?: number
  /**
   * Free the spaces of a rejected order proposal at once, instead of after `leaseMinutes`.
   * Environment variable: `OPEN_BOOKING_FREE_ON_REJECTION`.
   * @default false
   */
  freeOnRejection?: boolean
  /**
   * Most items of an order; a request with more is refused. From 1 to 10000.
   * Environment variable: `OPEN_BOOKING_MAX_ORDER_ITEMS`.
   * @default 500
   */
  maxOrderItems?: number
  /**
   * Most data that the orders of one booking partner may take (MB); new orders beyond are refused. From 1 to
   * 1000000.
   * Environment variable: `OPEN_BOOKING_MAX_PARTNER_MEGABYTES`.
   * @default 256
   */
  maxPartnerMegabytes?: number
  /**
   * Accepted kinds of credentials: `basic`, `key`, `header`, `openid`.
   * Environment variable: `OPEN_BOOKING_AUTH`.
   * @default ['basic', 'key', 'header']
   */
  auth?: Array<'basic' | 'key' | 'header' | 'openid'>
  /**
   * Booking partners and seller logins that replace the published ones; `{}` configures none.
   * Environment variable: `OPEN_BOOKING_CREDENTIALS`.
   */
  credentials?: {
    /** Booking partners. */
    partners?: Array<{
      /** Id; also the user name for HTTP Basic and the client id for OpenID Connect. */
      id: string
      /** Name for people; by default the id. */
      name?: string
      /** Password for HTTP Basic. */
      password?: string
      /** API key for the header `x-api-key`. */
      key?: string
      /** Client secret for OpenID Connect. */
      clientSecret?: string
      /** Token for dynamic client registration; can be used repeatedly. */
      initialAccessToken?: string
      /** Addresses that an OpenID Connect login may return to. */
      redirectUris?: Array<string>
    }>
    /** Logins of the sellers, in the order of the sellers. */
    logins?: Array<{
      username: string
      password: string
      [name: string]: unknown
    }>
  }
  /**
   * Token with which the owner manages booking partners over HTTP; without it, nobody can. At least 16
   * characters.
   * Environment variable: `OPEN_BOOKING_OWNER_TOKEN`.
   */
  ownerToken?: string
  /**
   * Calls below `/simulator` that set clock and state: `off`, `on`, or `on` for those who send this token. The
   * command line has `on`; beyond this machine, it makes a token.
   * Environment variable: `OPEN_BOOKING_CONTROL`.
   * @default 'off'
   */
  control?: string
  /**
   * Host names, by which calls below `/simulator` may come, beside localhost and the host of the base URL.
   * Environment variable: `OPEN_BOOKING_CONTROL_HOSTS`.
   */
  controlHosts?: Array<string>
  /**
   * Serve the dashboard at `/dashboard`, and to browsers at `/`, where `control` is not `off`.
   * Environment variable: `OPEN_BOOKING_DASHBOARD`.
   * @default true
   */
  dashboard?: boolean
  /**
   * Let requests order faults by the header `X-Simulator-Fault`; by default where `control` is `on`.
   * Environment variable: `OPEN_BOOKING_FAULT_HEADER`.
   */
  faultHeader?: boolean
  /**
   * Latest requests to keep in the request log (count); by default 500, and none where `control` is `off`. From
   * 0 to 100000.
   * Environment variable: `OPEN_BOOKING_REQUEST_LOG_SIZE`.
   */
  requestLogSize?: number
  /**
   * Change number of the first feed item of a new state; by default the current time (µs since 1970). Brokers
   * show by a large one that they keep all digits. From 1 to 9000000000000000.
   * Environment variable: `OPEN_BOOKING_FIRST_CHANGE_NUMBER`.
   */
  firstChangeNumber?: number
  /**
   * Most tenants, which are simulators of their own below `/t/`; for one more, the one used longest ago ends.
   * From 1 to 10000.
   * Environment variable: `OPEN_BOOKING_MAX_TENANTS`.
   * @default 50
   */
  maxTenants?: number
  /**
   * Scenario to start, unless it runs already: its name, such as `sold-out`, or the path of a JSON file.
   * Environment variable: `OPEN_BOOKING_SCENARIO`.
   */
  scenario?: string
  /**
   * Requests per minute from one address; further ones get 429 with `Retry-After`. 0 sets no limit. From 0 to
   * 1000000.
   * Environment variable: `OPEN_BOOKING_RATE_LIMIT`.
   * @default 0
   */
  rateLimit?: number
  /**
   * Wrong credentials per minute from one address for one identity; further ones get 429 with `Retry-After`,
   * and correct ones always work. 0 sets no limit. From 0 to 1000000.
   * Environment variable: `OPEN_BOOKING_FAILURE_LIMIT`.
   * @default 30
   */
  failureLimit?: number
  /**
   * Serve the calls of the older simulator too (`/events/…`, `/offers/…`, `/orders/…`), with its events.
   * Environment variable: `OPEN_BOOKING_CLASSIC`.
   * @default true
   */
  classic?: boolean
  /**
   * Through the calls of the older simulator, let booking partners see and change the orders of each other.
   * Environment variable: `OPEN_BOOKING_CLASSIC_OPEN_ORDERS`.
   * @default false
   */
  classicOpenOrders?: boolean
  /**
   * Largest request body (bytes). From 1024 to 104857600.
   * Environment variable: `OPEN_BOOKING_BODY_LIMIT`.
   * @default 1048576
   */
  bodyLimit?: number
}
