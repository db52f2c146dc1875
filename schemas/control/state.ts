/** Pattern of the names of snapshots. */
export const SNAPSHOT_NAME = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$'

/** Path parameters of calls about one snapshot. */
export const snapshotParams = {
  type: 'object',
  properties: { name: { type: 'string', pattern: SNAPSHOT_NAME } },
  required: ['name'],
  additionalProperties: false
} as const

/** Body of a call without arguments. */
export const noArguments = { type: ['object', 'null'], maxProperties: 0 } as const
