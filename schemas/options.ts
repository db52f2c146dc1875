import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/**
 * Every option of the simulator: the flag is the name in kebab case, `env` the environment variable. Types, defaults, `--help` and the
 * table in the README come from here.
 */
const SIMULATOR = {
  baseUrl: { type: 'string', format: 'uri', pattern: '^https?://[^?#@]+$', env: 'BASE_URL', description: 'Public base URL (http or https) of every `@id`, feed and dataset site. Found from the listening address when not given' },
  dataFile: { type: 'string', minLength: 1, env: 'DATA_FILE', default: 'memory', description: 'JSON file that keeps the state; `memory` keeps nothing' },
  fresh: { type: 'boolean', env: 'FRESH', default: false, description: 'Forget what the data file holds and start from the sample data' },
  seed: { type: 'integer', minimum: 0, maximum: 4294967295, env: 'SEED', default: 1, description: 'Whole number that decides names and prices of the sample data' },
  leasing: { type: 'string', enum: ['anonymous', 'named', 'none'], env: 'LEASING', default: 'anonymous', description: 'When places are leased: from C1 on (`anonymous`), from C2 on (`named`), or not at all (`none`)' },
  leaseMinutes: { type: 'integer', minimum: 1, maximum: 1440, env: 'LEASE_MINUTES', default: 15, description: 'How long a lease holds places (minutes)' },
  auth: { type: 'array', items: { type: 'string', enum: ['basic', 'key', 'header'] }, minItems: 1, uniqueItems: true, env: 'AUTH', default: ['basic', 'key', 'header'], description: 'Accepted credentials, separated by commas: `basic`, `key`, `header`' },
  bodyLimit: { type: 'integer', minimum: 1024, maximum: 104857600, env: 'BODY_LIMIT', default: 1048576, description: 'Largest request body (bytes)' }
} as const

/** Options of a server of our own, which a host has already decided. */
const SERVER = {
  port: { type: 'integer', minimum: 0, maximum: 65535, env: 'PORT', default: 5000, description: 'Port to listen on; 0 takes any free one' },
  host: { type: 'string', minLength: 1, env: 'HOST', default: '127.0.0.1', description: 'Address to listen on' },
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
