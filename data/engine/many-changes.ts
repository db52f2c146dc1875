import type { Change } from '../../domain/records/change.ts'
import { type Kind, workOf } from '../../domain/records/record-kinds.ts'
import type { EncodedRow } from '../form/versions.ts'
import { inSteps, SHORT_STEP } from '../in-steps.ts'
import { createByKind } from './by-kind.ts'
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
  const draft = createDraft(tables)
  const rows: Row[] = []
  const encoded: EncodedRow[] = []
  await inSteps(changes, (change) => {
    const { kind, id } = change
    const former = draft.entry(kind, id)
    const converted = convert(change, former)
    draft.set(kind, id, converted.entry)
    note(kind, id, former, converted.entry)
    rows.push(converted.row)
    encoded.push(converted.encoded)
  }, SHORT_STEP, ({ record }) => workOf(record))
  return { rows, encoded, tables: await draft.complete() }
}

/** Tables with changes, as far as they are prepared. */
interface Draft extends Pick<Tables, 'entry'> {
  /** Replace an entry, undefined to remove it. */
  set (kind: Kind, id: string, entry: Entry | undefined): void
  /** Make the tables after the changes, in steps. Records keep their order; new ones follow, and those stored again. */
  complete (): Promise<Tables>
}

/** Create a draft of tables, which stay as they are. */
function createDraft (tables: Tables): Draft {
  /** Records at their former places, undefined for those that have left them. */
  const replaced = createByKind<Entry | undefined>()
  /** Records that follow the former ones. */
  const added = createByKind<Entry>()

  function formerly (kind: Kind, id: string, otherwise: Entry | undefined): Entry | undefined {
    const own = replaced.of(kind)
    return own.has(id) ? own.get(id) : otherwise
  }

  return {
    entry: (kind, id) => added.of(kind).get(id) ?? formerly(kind, id, tables.entry(kind, id)),
    set (kind, id, entry) {
      if (formerly(kind, id, tables.entry(kind, id)) !== undefined) replaced.of(kind).set(id, entry)
      else if (entry !== undefined) added.of(kind).set(id, entry)
      else added.of(kind).delete(id)
    },
    async complete () {
      const completed = createTables()
      const put = (entry: Entry | undefined): void => {
        if (entry !== undefined) completed.set(entry.kind, entry.id, entry)
      }
      const work = ({ record }: Entry): number => workOf(record)
      await inSteps(tables.all(), (entry) => { put(formerly(entry.kind, entry.id, entry)) }, SHORT_STEP, work)
      await inSteps(added.all(), put, SHORT_STEP, work)
      return completed
    }
  }
}
