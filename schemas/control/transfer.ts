/** Version of the documents of an export: it changes with the form of any record. */
export const EXPORT_VERSION = 1

/** Largest document of an import (bytes). */
export const LARGEST_IMPORT = 1_073_741_824

/** A record of a state. The rules of its kind are in `stored`. */
export const STORED_RECORD = {
  type: 'object',
  properties: {
    kind: { type: 'string', minLength: 1 },
    id: { type: 'string', minLength: 1 },
    record: { type: 'object' },
    feed: { type: 'string', minLength: 1, description: 'Feed that shows it' }
  },
  required: ['kind', 'id', 'record'],
  additionalProperties: false
} as const

/** The state of a simulator as a document. */
export const stateDocument = {
  type: 'object',
  properties: {
    version: { type: 'integer', description: 'Version of this form' },
    clock: {
      type: 'object',
      properties: {
        at: { type: 'string', format: 'start-clock', description: '`real`, or the instant that the clock shows' },
        frozen: { type: 'boolean', description: 'Whether it stands still' }
      },
      required: ['at', 'frozen'],
      additionalProperties: false
    },
    records: { type: 'array', items: STORED_RECORD }
  },
  required: ['version', 'clock', 'records'],
  additionalProperties: false
} as const

/** The document without rules for its records, which are checked in steps. */
export const OUTLINE = {
  ...stateDocument, properties: { ...stateDocument.properties, records: { type: 'array' } }
} as const
