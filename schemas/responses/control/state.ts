import { count, moment, text } from './values.ts'

/** The simulated clock. */
export const clockStatus = {
  type: 'object',
  properties: {
    now: moment,
    frozen: { type: 'boolean', description: 'Whether it stands still' },
    offsetMs: { type: 'number', description: 'Time that it is ahead of the real clock (ms, negative behind)' },
    start: { ...text, description: 'Start of the clock, to which a reset returns: `real`, or an instant' }
  },
  required: ['now', 'frozen', 'offsetMs', 'start']
} as const

/** A state remembered under a name. */
export const snapshotInfo = {
  type: 'object', properties: { name: text, at: moment }, required: ['name', 'at']
} as const

/** The way back to another state. */
export const restored = {
  type: 'object',
  properties: {
    changes: { ...count, description: 'Records that have changed, since they were not equal' },
    clock: clockStatus
  },
  required: ['changes', 'clock']
} as const
