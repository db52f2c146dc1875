import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { credentials } from './credentials.ts'
import { OPPORTUNITY_TYPES } from './opportunity-types.ts'
import { PROFILE_NAMES } from './profile-names.ts'

/**
 * Every option of the simulator: the flag is the name in kebab case, `env` the environment variable. Types, defaults, `--help` and the
 * table in the README come from here.
 */
const SIMULATOR = {
  baseUrl: { type: 'string', format: 'uri', pattern: '^https?://[^?#@]+$', env: 'BASE_URL', description: 'Public base URL (http or https) of every `@id`, feed and dataset site. Found from the listening address when not given' },
  dataFile: { type: 'string', minLength: 1, env: 'DATA_FILE', default: 'memory', description: 'JSON file that keeps the state; `memory` keeps nothing' },
  fresh: { type: 'boolean', env: 'FRESH', default: false, description: 'Forget what the data file holds and start from the sample data' },
  profile: { type: 'string', enum: PROFILE_NAMES, env: 'PROFILE', description: 'Set of options with a name; what else is given beside it counts more' },
  seed: { type: 'integer', minimum: 0, maximum: 4294967295, env: 'SEED', default: 1, description: 'Whole number that decides names and prices of the sample data when it is first made' },
  sampleSize: { type: 'integer', minimum: 0, maximum: 2000, env: 'SAMPLE_SIZE', default: 0, description: 'Sample items of every kind beside the timetable: so many ahead, per type and booking flow' },
  richness: { type: 'string', enum: ['minimal', 'realistic', 'golden'], env: 'RICHNESS', default: 'realistic', description: 'How much the sample data says: what must be there (`minimal`), what good publishers say (`realistic`), all that can be said (`golden`)' },
  types: { type: 'array', items: { type: 'string', enum: OPPORTUNITY_TYPES }, minItems: 1, uniqueItems: true, env: 'TYPES', default: OPPORTUNITY_TYPES, description: 'Opportunity types on offer, separated by commas' },
  sellers: { type: 'string', enum: ['multiple', 'single'], env: 'SELLERS', default: 'multiple', description: 'Two sellers with prices with and without tax (`multiple`), or one (`single`)' },
  prices: { type: 'string', enum: ['mixed', 'free'], env: 'PRICES', default: 'mixed', description: 'Whether there are priced offers (`mixed`) or none (`free`)' },
  prepayment: { type: 'string', enum: ['mixed', 'required'], env: 'PREPAYMENT', default: 'mixed', description: 'Whether offers differ in prepayment (`mixed`), or all are to be paid when booked and `openBookingPrepayment` is never given (`required`)' },
  cancellation: { type: 'string', enum: ['mixed', 'always'], env: 'CANCELLATION', default: 'mixed', description: 'Whether customers may cancel as each offer says (`mixed`), or everything until it starts (`always`)' },
  taxCalculation: { type: 'boolean', env: 'TAX_CALCULATION', default: true, description: 'Calculate taxes; without, orders say `taxCalculationExcluded`' },
  paymentReconciliation: { type: 'boolean', env: 'PAYMENT_RECONCILIATION', default: true, description: 'Compare the reconciliation details of payments with those agreed' },
  logisticsUpdates: { type: 'boolean', env: 'LOGISTICS_UPDATES', default: false, description: 'Announce changed names, times and places in the orders feed, too, which then holds whole opportunities' },
  leasing: { type: 'string', enum: ['anonymous', 'named', 'none'], env: 'LEASING', default: 'anonymous', description: 'When spaces are leased: from C1 on (`anonymous`), from C2 on (`named`), or not at all (`none`)' },
  leaseMinutes: { type: 'integer', minimum: 1, maximum: 1440, env: 'LEASE_MINUTES', default: 15, description: 'How long a lease holds spaces (minutes)' },
  autoApprove: { type: 'string', enum: ['off', 'accept', 'reject', 'amend-then-accept'], env: 'AUTO_APPROVE', default: 'off', description: 'What sellers do with order proposals by themselves' },
  autoApproveSeconds: { type: 'integer', minimum: 0, maximum: 86400, env: 'AUTO_APPROVE_SECONDS', default: 5, description: 'How long they take to do so, each time (seconds)' },
  freeOnRejection: { type: 'boolean', env: 'FREE_ON_REJECTION', default: false, description: 'Free the spaces of a rejected order proposal at once, instead of after `--lease-minutes`' },
  auth: { type: 'array', items: { type: 'string', enum: ['basic', 'key', 'header', 'openid'] }, minItems: 1, uniqueItems: true, env: 'AUTH', default: ['basic', 'key', 'header'], description: 'Accepted credentials, separated by commas: `basic`, `key`, `header`, `openid`' },
  credentials: { ...credentials, env: 'CREDENTIALS', description: 'Booking partners and logins of sellers in place of the published ones, as JSON; `{}` leaves none' },
  ownerToken: { type: 'string', minLength: 16, env: 'OWNER_TOKEN', description: 'Token by which the owner manages booking partners over HTTP; without it, nobody does' },
  rateLimit: { type: 'integer', minimum: 0, maximum: 1000000, env: 'RATE_LIMIT', default: 0, description: 'Requests that one address may send in a minute, after which it gets 429 with `Retry-After`; 0 sets no limit' },
  classic: { type: 'boolean', env: 'CLASSIC', default: true, description: 'Have the calls of the older simulator, too (`/events/…`, `/offers/…`, `/orders/…`), and its events' },
  classicOpenOrders: { type: 'boolean', env: 'CLASSIC_OPEN_ORDERS', default: false, description: 'By these calls, let booking partners see and change the orders of each other' },
  bodyLimit: { type: 'integer', minimum: 1024, maximum: 104857600, env: 'BODY_LIMIT', default: 1048576, description: 'Largest request body (bytes)' }
} as const

/** Options of a server of our own, which a host has already decided. */
const SERVER = {
  port: { type: 'integer', minimum: 0, maximum: 65535, env: 'PORT', default: 5000, description: 'Port to listen on; 0 takes any free one' },
  host: { type: 'string', minLength: 1, env: 'HOST', default: '127.0.0.1', description: 'Address to listen on' },
  tlsCert: { type: 'string', minLength: 1, env: 'TLS_CERT', description: 'Certificate (PEM file, with its chain if it has one) to serve https with; needs `--tls-key`' },
  tlsKey: { type: 'string', minLength: 1, env: 'TLS_KEY', description: 'Private key (PEM file without passphrase) of that certificate' },
  logLevel: { type: 'string', enum: ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], env: 'LOG_LEVEL', default: 'info', description: 'Least important log lines to write' }
} as const

/** What the plugin takes. */
export const simulatorOptions = { type: 'object', properties: SIMULATOR, additionalProperties: false } as const satisfies JSONSchema

/** What the command line and the environment take. */
export const commandOptions = {
  type: 'object',
  properties: { ...SERVER, ...SIMULATOR, dataFile: { ...SIMULATOR.dataFile, default: 'open-booking.json' } },
  additionalProperties: false
} as const satisfies JSONSchema

type Given<Schema extends JSONSchema> = FromSchema<Schema, { keepDefaultedPropertiesOptional: true }>

/** Options as they are given: all may be left out. */
export type SimulatorOptions = Given<typeof simulatorOptions>

/** Options with their defaults. */
export type ResolvedSimulatorOptions = FromSchema<typeof simulatorOptions>
export type ResolvedCommandOptions = FromSchema<typeof commandOptions>
