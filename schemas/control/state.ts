/** Pattern of the names of snapshots, and its description. */
export const SNAPSHOT_NAME = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$'
export const SNAPSHOT_NAME_WORDS =
  '1 to 63 letters, digits and the signs - _ ., beginning with a letter or digit'

/** Path parameters of calls about one snapshot. */
export const snapshotParams = {
  type: 'object',
  properties: { name: { type: 'string', pattern: SNAPSHOT_NAME, 'x-expected': SNAPSHOT_NAME_WORDS } },
  required: ['name'],
  additionalProperties: false
} as const

/** Body of a call without arguments. */
export const noArguments = { type: ['object', 'null'], maxProperties: 0 } as const
