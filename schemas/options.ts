import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { credentials } from './credentials.ts'
import { BOOKING } from './options/booking.ts'
import { CONTROL } from './options/control.ts'
import { SAMPLE_DATA } from './options/sample-data.ts'
import { PROFILE_NAMES } from './profile-names.ts'

/**
 * Every option of the simulator. The flag is the name in kebab case, the environment variable the name in capitals
 * after `OPEN_BOOKING_`; messages do not repeat the value of a `secret` option. Types, defaults, `--help`,
 * `docs/options.md` and `simulator-options.ts` come from here.
 */
const SIMULATOR = {
  baseUrl: {
    type: 'string',
    format: 'uri',
    pattern: '^https?://[^?#@]+$',
    'x-expected': 'an address with http or https, without user, query and fragment',
    description: 'Public base URL (http or https) of every `@id`, feed and dataset site; ' +
      'by default the listening address'
  },
  dataFile: {
    type: 'string',
    minLength: 1,
    default: 'memory',
    description: 'JSON file for the state; with `memory`, the state ends with the process'
  },
  databaseUrl: {
    type: 'string',
    pattern: '^postgres(?:ql)?://',
    'x-expected': 'an address with postgres or postgresql, such as postgres://user:password@host/name',
    secret: true,
    description: 'PostgreSQL database (`postgres://user:password@host/name`) for the state, in place of a data file; ' +
      'several processes can share it'
  },
  durability: {
    type: 'string',
    enum: ['fsync', 'os'],
    default: 'fsync',
    description: 'Answer when a change of the data file is on the disk (`fsync`), or when the operating system has ' +
      'it (`os`): faster, but a power failure can lose or damage the latest changes'
  },
  fresh: {
    type: 'boolean',
    default: false,
    description: 'Discard the state in the data file or database and start from new sample data'
  },
  clock: {
    type: 'string',
    format: 'start-clock',
    default: 'real',
    description: 'Start of the simulated clock (ISO 8601 instant), from which it runs on; `real` for the real time. ' +
      'A data file keeps its clock'
  },
  profile: {
    type: 'string',
    enum: PROFILE_NAMES,
    description: 'Named preset of options; other options override it'
  },
  ...SAMPLE_DATA,
  ...BOOKING,
  auth: {
    type: 'array',
    items: { type: 'string', enum: ['basic', 'key', 'header', 'openid'] },
    minItems: 1,
    uniqueItems: true,
    default: ['basic', 'key', 'header'],
    description: 'Accepted kinds of credentials, separated by commas: `basic`, `key`, `header`, `openid`'
  },
  credentials: {
    ...credentials,
    secret: true,
    description: 'Booking partners and seller logins that replace the published ones, as JSON; `{}` configures none'
  },
  ownerToken: {
    type: 'string',
    minLength: 16,
    secret: true,
    description: 'Token with which the owner manages booking partners over HTTP; without it, nobody can'
  },
  ...CONTROL,
  scenario: {
    type: 'string',
    minLength: 1,
    description: 'Scenario to start, unless it runs already: its name, such as `sold-out`, or the path of a JSON file'
  },
  rateLimit: {
    type: 'integer',
    minimum: 0,
    maximum: 1000000,
    default: 0,
    description: 'Requests per minute from one address; further ones get 429 with `Retry-After`. 0 sets no limit'
  },
  failureLimit: {
    type: 'integer',
    minimum: 0,
    maximum: 1000000,
    default: 30,
    description: 'Wrong credentials per minute from one address for one identity; further ones get 429 with ' +
      '`Retry-After`, and correct ones always work. 0 sets no limit'
  },
  classic: {
    type: 'boolean',
    default: true,
    description: 'Serve the calls of the older simulator too (`/events/…`, `/offers/…`, `/orders/…`), ' +
      'with its events'
  },
  classicOpenOrders: {
    type: 'boolean',
    default: false,
    description: 'Through the calls of the older simulator, let booking partners see and change ' +
      'the orders of each other'
  },
  bodyLimit: {
    type: 'integer',
    minimum: 1024,
    maximum: 104857600,
    default: 1048576,
    description: 'Largest request body (bytes)'
  }
} as const

/** Options of the server: a host of the plugin has a server of its own. */
const SERVER = {
  port: {
    type: 'integer',
    minimum: 0,
    maximum: 65535,
    default: 5000,
    description: 'Port to listen on; 0 selects a free one'
  },
  host: { type: 'string', minLength: 1, default: '127.0.0.1', description: 'Address to listen on' },
  tlsCert: {
    type: 'string',
    minLength: 1,
    description: 'Certificate for https (PEM file, with its chain if it has one); needs `--tls-key`'
  },
  tlsKey: {
    type: 'string',
    minLength: 1,
    description: 'Private key of the certificate (PEM file without passphrase)'
  },
  logLevel: {
    type: 'string',
    enum: ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
    default: 'info',
    description: 'Least important level to log'
  }
} as const

/** Options of the plugin. */
export const simulatorOptions = {
  type: 'object', properties: SIMULATOR, additionalProperties: false
} as const satisfies JSONSchema

/** Options of the command line and the environment. */
export const commandOptions = {
  type: 'object',
  properties: {
    ...SERVER,
    ...SIMULATOR,
    dataFile: { ...SIMULATOR.dataFile, default: 'open-booking.json' },
    control: { ...CONTROL.control, default: 'on' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

/** Options with their defaults. */
export type ResolvedSimulatorOptions = FromSchema<typeof simulatorOptions>
export type ResolvedCommandOptions = FromSchema<typeof commandOptions>
