import { Readable } from 'node:stream'
import { finishInSteps, inSteps, nextTurn, SHORT_STEP } from '../../../data/in-steps.ts'
import { isoInstant } from '../../../domain/protocol/time.ts'
import { createVersions } from '../../../data/form/versions.ts'
import type { Store } from '../../../data/store.ts'
import { differencesBetween } from '../../../data/differences.ts'
import { isRealTime } from '../../../domain/control/state/clock.ts'
import { checkImportInParts } from '../../../domain/control/state/check-import.ts'
import { staysInPlace } from '../../../domain/control/state/restore.ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { received } from '../../../domain/protocol/received.ts'
import type { StoredRecord } from '../../../domain/records/change.ts'
import type { Environment } from '../../../domain/records/environment.ts'
import { type Kind, workOf } from '../../../domain/records/record-kinds.ts'
import { STORED_FORMS } from '../../../schemas/control/stored/forms.ts'
import { EXPORT_VERSION, OUTLINE, STORED_RECORD } from '../../../schemas/control/transfer.ts'
import { compileArguments, refusalOf } from '../arguments.ts'
import type { Clock } from '../clock.ts'
import type { Target } from './replace-state.ts'

/** The whole state of a simulator. It has digests of secrets, and personal data. */
export interface StateDocument {
  readonly version: typeof EXPORT_VERSION
  readonly clock: {
    /** `real`, or the instant that the clock shows (ISO 8601). */
    readonly at: string
    readonly frozen: boolean
  }
  readonly records: readonly StoredRecord[]
}

/** Write the state as a document, without what belongs to the process: the clock is apart, keys are not in it. */
export async function exportState (store: Pick<Store, 'transaction'>, clock: Clock): Promise<StateDocument> {
  const [all, setting, now] = await store.transaction(async (tx) => [await tx.all(), clock.setting(), clock.now()])
  // Documents have whole seconds.
  const at = isRealTime(setting) ? 'real' : isoInstant(now)
  const records: StoredRecord[] = []
  await inSteps(all, (one) => { if (!staysInPlace(one)) records.push(exported(one)) })
  return { version: EXPORT_VERSION, clock: { at, frozen: setting.frozenAt !== undefined }, records }
}

/** @returns a record without the properties that its store has added. */
function exported ({ kind, id, record, feed }: StoredRecord): StoredRecord {
  return { kind, id, record, ...(feed !== undefined && { feed }) } as StoredRecord
}

/** Length of a piece of an exported document (characters): other requests wait no longer than for one piece. */
const PIECE = 262_144

/** Write a document as JSON, in pieces: as one text, a large state would exceed the longest string. */
export function jsonStream (document: StateDocument): Readable {
  return Readable.from(textInPieces(document))
}

async function * textInPieces ({ records, ...head }: StateDocument): AsyncGenerator<string> {
  let piece = `${JSON.stringify(head).slice(0, -1)},"records":[`
  for (const [index, record] of records.entries()) {
    piece += `${index === 0 ? '' : ','}${JSON.stringify(record)}`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
    await nextTurn()
  }
  yield `${piece}]}`
}

/**
 * Read a document, in steps.
 * @param document - the document, in any form
 * @param environment - base URL and rules of this simulator
 * @returns the state to return to
 * @throws {ControlError} with the JSON pointer to what does not fit
 */
export async function readState (
  document: unknown, environment: Pick<Environment, 'base' | 'rules'>
): Promise<Target> {
  requireForm(OUTLINE, document, 'document', '')
  const { version, clock: { at, frozen }, records: given } = document as StateDocument
  if (version !== EXPORT_VERSION) {
    throw new ControlError(400, `The version must be ${EXPORT_VERSION}, as this release exports it; received ` +
      `${version}. Import it into the release that exported it.`, '/version')
  }
  // Items of orders share their opportunities, as in any other state: an export has a copy in each.
  const { share } = createVersions().reader()
  const records: StoredRecord[] = []
  await inSteps(given, (one, index) => {
    checkForm(one, `/records/${index}`)
    const [, , record] = share([one.kind, one.id, one.record])
    records.push(exported({ ...one, record } as StoredRecord))
  }, SHORT_STEP, ({ record }) => workOf(record))
  await finishInSteps(checkImportInParts(records, environment))
  return { differences: async (reader) => await differencesBetween(records, await reader.all()), start: at, frozen }
}

function checkForm (one: StoredRecord, at: string): void {
  requireForm(STORED_RECORD, one, 'record', at)
  const { kind, record } = one
  if (!isExported(kind)) {
    throw new ControlError(400, `The kind must be one of ${Object.keys(STORED_FORMS).join(', ')}; received ` +
      `${received(kind)}.`, `${at}/kind`)
  }
  const hasForm = (member: string | undefined): boolean => member === undefined || Object.hasOwn(record, member)
  const [, form = {}] = STORED_FORMS[kind].find(([member]) => hasForm(member)) ?? []
  requireForm(form, record, 'record', `${at}/record`)
}

function requireForm (form: object, value: unknown, part: string, at: string): void {
  const validate = compileArguments(form, 'exact')
  if (validate(value)) return
  const { detail, path } = refusalOf(validate.errors ?? [], part)
  throw new ControlError(400, detail, `${at}${path}`)
}

const isExported = (kind: string): kind is Exclude<Kind, 'clock'> => Object.hasOwn(STORED_FORMS, kind)
