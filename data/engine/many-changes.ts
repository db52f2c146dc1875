import type { Change } from '../../domain/records/change.ts'
import type { EncodedRow } from '../form/versions.ts'
import { inSteps, SHORT_STEP } from '../in-steps.ts'
import { type ByKind, createByKind } from './by-kind.ts'
import type { Entry, Row } from './entries.ts'
import type { NoteChange } from './marks.ts'
import { createTables, type Tables } from './tables.ts'

/** The outcome of a change to an entry: the new entry, undefined if dropped, and its row. */
export interface Converted { readonly entry: Entry | undefined, readonly row: Row, readonly encoded: EncodedRow }

/** Find what is to be stored for a change to an entry. */
export type Convert = (change: Change, former: Entry | undefined) => Converted

/** The parts of a state that a preparation works with; it changes none of them. */
export interface PreparationParts {
  readonly tables: Tables
  readonly convert: Convert
  readonly note: NoteChange
}

/** A commit, and the tables after it. */
export interface Prepared {
  readonly rows: readonly Row[]
  readonly encoded: readonly EncodedRow[]
  readonly tables: Tables
}

/**
 * Most changes that are applied at once (count): other requests wait for all of them. A step of due work has fewer: to
 * make all tables anew would take a large state longer.
 */
export const AT_ONCE = 1500

/**
 * Prepare a commit of many changes, in steps.
 * @param changes - the changes, in the order of their application
 * @param parts - the tables before the commit, and what each change passes
 */
export async function prepare (
  changes: readonly Change[], { tables, convert, note }: PreparationParts
): Promise<Prepared> {
  const changed = createByKind<Entry | undefined>()
  const rows: Row[] = []
  const encoded: EncodedRow[] = []
  await inSteps(changes, (change) => {
    const { kind, id } = change
    const own = changed.of(kind)
    const former = own.has(id) ? own.get(id) : tables.entry(kind, id)
    const converted = convert(change, former)
    own.set(id, converted.entry)
    note(kind, id, former, converted.entry)
    rows.push(converted.row)
    encoded.push(converted.encoded)
  }, SHORT_STEP)
  return { rows, encoded, tables: await tablesAfter(tables.all(), changed) }
}

/** Make the tables after changes. Records keep their order, new ones follow. */
async function tablesAfter (entries: readonly Entry[], changed: ByKind<Entry | undefined>): Promise<Tables> {
  const tables = createTables()
  await inSteps(entries, (entry) => {
    const { kind, id } = entry
    const own = changed.of(kind)
    const current = own.has(id) ? own.get(id) : entry
    own.delete(id)
    if (current !== undefined) tables.set(kind, id, current)
  }, SHORT_STEP)
  await inSteps(changed.all(), (entry) => {
    if (entry !== undefined) tables.set(entry.kind, entry.id, entry)
  }, SHORT_STEP)
  return tables
}
