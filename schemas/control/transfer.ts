/** Version of the documents of an export: it changes with the form of any record. */
export const EXPORT_VERSION = 1

/** Largest document of an import (bytes). */
export const LARGEST_IMPORT = 268_435_456

/** The state of a simulator as a document. The rules of each record are in `stored`. */
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
    records: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          kind: { type: 'string', minLength: 1 },
          id: { type: 'string', minLength: 1 },
          record: { type: 'object' },
          feed: { type: 'string', minLength: 1, description: 'Feed that shows it' }
        },
        required: ['kind', 'id', 'record'],
        additionalProperties: false
      }
    }
  },
  required: ['version', 'clock', 'records'],
  additionalProperties: false
} as const
