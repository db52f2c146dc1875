import { stateDocument } from '../../control/transfer.ts'
import { clockStatus, restored, snapshotInfo } from '../../responses/control/state.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, DONE, listOf } from './shared.ts'

const CLOCK = { 200: { description: 'The clock', schema: clockStatus } } as const
const RETURNED = { 200: { description: 'Number of changed records, and the clock', schema: restored } } as const
const snapshot = { ...CONTROLLED, parameters: { name: 'before' } } as const

/** The clock and the state as a whole. A reset ends everything before it, so it comes last. */
export const TIME = {
  readClock: { ...CONTROLLED, summary: 'Read the clock', answers: CLOCK },
  setClock: {
    ...CONTROLLED,
    summary: 'Set the clock',
    examples: { freeze: { frozen: true }, resume: { frozen: false } },
    answers: CLOCK
  },
  advanceClock: {
    ...CONTROLLED,
    summary: 'Advance the clock',
    description: 'Everything that becomes due happens in order, each at its own instant, before the answer.',
    examples: { lease: { by: 'PT15M' } },
    answers: CLOCK
  },
  takeSnapshot: {
    ...snapshot, summary: 'Take a snapshot', answers: { 201: { description: 'The snapshot', schema: snapshotInfo } }
  },
  listSnapshots: {
    ...CONTROLLED,
    summary: 'List snapshots',
    answers: { 200: { description: 'The snapshots', schema: listOf(snapshotInfo) } }
  },
  restoreSnapshot: {
    ...snapshot, summary: 'Restore a snapshot', answers: RETURNED
  },
  exportState: {
    ...CONTROLLED,
    summary: 'Export the state',
    description: 'The document has digests of secrets, and personal data.',
    answers: { 200: { description: 'All records', schema: stateDocument } }
  },
  importState: {
    ...CONTROLLED,
    summary: 'Import a state',
    description: 'The document is an export of a simulator with the same sample data. It replaces all records.',
    request: stateDocument,
    answers: RETURNED
  },
  removeSnapshot: { ...snapshot, summary: 'Remove a snapshot', answers: DONE },
  reset: {
    ...CONTROLLED,
    summary: 'Reset the state',
    answers: RETURNED
  }
} as const satisfies Readonly<Record<string, Operation>>
