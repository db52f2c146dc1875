import { FEEDS, GROUP_FEEDS } from '../../feeds/open-feeds.ts'
import { openFeedItem, ordersFeedItem, proposalsFeedItem } from '../../feeds/feed-items.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../feeds/feed-names.ts'
import { releaseOf } from '../../leasing/lease-changes.ts'
import { BookingError } from '../../protocol/errors.ts'
import { received } from '../../protocol/received.ts'
import type { StoredRecord } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import { type Kind, workOf } from '../../records/record-kinds.ts'
import { isDeleted, orderKey } from '../../records/order.ts'
import { sellerByPath } from '../../records/seller.ts'
import { changedOption, SAMPLE } from '../../sample/sample-data.ts'
import { ControlError, pointerTo } from '../control-error.ts'
import { staysInPlace } from './restore.ts'

const OPEN_FEEDS: ReadonlySet<string> =
  new Set([...Object.values(FEEDS), ...Object.values(GROUP_FEEDS)].map(({ path }) => path))

/** Work of one part: records (count), an order for as many as it has items. */
const PART = 25

type Surroundings = Pick<Environment, 'base' | 'rules'>

/**
 * Check that records fit together and fit this simulator, before any of them is stored: their keys, feeds and sellers,
 * their spaces and leases, the options of their sample data, and that feeds can show them. There is a part for some
 * records each, so that a caller can let others go first between two parts.
 * @param records - all records of the state to come, each of the form of its kind
 * @param surroundings - base URL and rules
 * @throws {ControlError} with the JSON pointer to the record at fault, from the document on
 */
export function * checkImportInParts (
  records: readonly StoredRecord[], surroundings: Surroundings
): Generator<undefined, void> {
  const indexes = new Map<string, number>()
  let work = 0
  for (const [index, one] of records.entries()) {
    for (work += workOf(one.record); work >= PART; work -= PART) yield
    const key = keyOf(one.kind, one.id)
    const former = indexes.get(key)
    if (former !== undefined) {
      throw new ControlError(400, `The records ${former} and ${index} have the same kind and id.`, pointer(index, 'id'))
    }
    indexes.set(key, index)
    checkRecord(one, pointer(index), surroundings)
  }
  if (!indexes.has(keyOf('sample', SAMPLE))) {
    throw new ControlError(400, 'The document has no record of its sample data (kind sample). Export the state anew.',
      '/records')
  }
  yield * checkRelations(records, indexes)
}

const keyOf = (kind: Kind, id: string): string => `${kind} ${id}`
const pointer = (index: number, ...members: string[]): string =>
  members.reduce<string>(pointerTo, pointerTo('/records', index))

function checkRecord (one: StoredRecord, at: string, surroundings: Surroundings): void {
  if (staysInPlace(one)) {
    throw new ControlError(400, `A ${one.kind} record with the id ${received(one.id)} belongs to a process, not to ` +
      'its state.', `${at}/id`)
  }
  const id = idOf(one)
  if (one.id !== id) {
    throw new ControlError(400, `The id must be ${received(id)}, as its record says; received ${received(one.id)}.`,
      `${at}/id`)
  }
  checkFeed(one, at)
  checkSeller(one, at, surroundings)
  checkContent(one, at, surroundings)
}

function idOf ({ kind, id, record }: StoredRecord): string {
  switch (kind) {
    case 'opportunity': return record.path
    case 'order':
    case 'proposal':
    case 'lease':
    case 'classic': return orderKey(record.partner, record.uuid)
    case 'dataset': return record.name
    case 'sample': return SAMPLE
    case 'partner':
    case 'openid':
    case 'fault':
    case 'scenario': return record.id
    case 'clock': return id
  }
}

/** A feed shows each opportunity, and each order that it has shown before. */
function checkFeed ({ kind, record, feed }: StoredRecord, at: string): void {
  const refuse = (expected: string): never => {
    throw new ControlError(400, `The feed must be ${expected}; received ${received(feed)}.`, `${at}/feed`)
  }
  if (kind === 'opportunity') {
    if (feed === undefined || !OPEN_FEEDS.has(feed)) refuse('an open feed')
    if ('feed' in record && record.feed !== feed) refuse(`${received(record.feed)}, as its record says`)
    return
  }
  if (kind !== 'order' && kind !== 'proposal') {
    if (feed !== undefined) refuse(`missing: no feed shows a record of the kind ${kind}`)
    return
  }
  const own = kind === 'order' ? ordersFeedOf(record.partner) : proposalsFeedOf(record.partner)
  const isShown = 'free' in record || ('listed' in record && record.listed)
  if (feed === undefined ? isShown : feed !== own) refuse(`${received(own)}${isShown ? '' : ', or missing'}`)
}

function checkSeller ({ record }: StoredRecord, at: string, { rules }: Surroundings): void {
  if (!('seller' in record) || sellerByPath(rules, record.seller) !== undefined) return
  throw new ControlError(400, `The seller ${received(record.seller)} is none of this simulator: ` +
    `${rules.sellers.map(({ path }) => path).join(', ')}.`, `${at}/record/seller`)
}

function checkContent (one: StoredRecord, at: string, surroundings: Surroundings): void {
  if (one.kind === 'sample') {
    const changed = changedOption(one.record, surroundings.rules)
    if (changed === undefined) return
    throw new ControlError(409, `The sample data was made with another value of the option ${changed}. Import it ` +
      'into a simulator with the options of its export.', `${at}/record/assortment/${changed}`)
  }
  if (one.kind === 'order' && !isDeleted(one.record) && one.record.items.length !== one.record.booked.items.length) {
    throw new ControlError(400, 'An order must have a state for each item that was booked.', `${at}/record/items`)
  }
  if (one.kind === 'opportunity' && 'spaces' in one.record) {
    const { maximum = Infinity, booked, leased } = one.record.spaces
    if (booked + leased > maximum) {
      throw new ControlError(400, `${booked} booked and ${leased} leased spaces are more than ${maximum}.`,
        `${at}/record/spaces`)
    }
  }
  renderOnTrial(one, at, surroundings)
}

/** A feed must be able to show what is stored, now and after a change. */
function renderOnTrial ({ kind, record }: StoredRecord, at: string, { base, rules }: Surroundings): void {
  try {
    if (kind === 'opportunity') openFeedItem({ modified: 1, record }, base, rules)
    if (kind === 'order') ordersFeedItem({ modified: 1, record: shown(record) }, { base, rules })
    if (kind === 'proposal') proposalsFeedItem({ modified: 1, record: shown(record) }, { base, rules })
  } catch (error) {
    const why = error instanceof BookingError ? ` ${error.message}` : ''
    throw new ControlError(400, `No document can show this ${kind}.${why}`, `${at}/record`)
  }
}

function shown<R extends object> (record: R): R {
  if (!('listed' in record)) return record
  const { withdrawn: _withdrawn, ...rest } = record as R & { readonly withdrawn?: true }
  return { ...rest, listed: true } as unknown as R
}

/** Opportunities have their groups, and enough leased and proposed spaces for all leases to end. */
function * checkRelations (
  records: readonly StoredRecord[], indexes: ReadonlyMap<string, number>
): Generator<undefined, void> {
  const leases = records.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  const ends = releaseOf(leases)
  for (const [index, { kind, record }] of records.entries()) {
    if (index % PART === 0) yield
    if (kind !== 'opportunity' || !('spaces' in record)) continue
    const { path, group, spaces: { leased, proposed = 0 } } = record
    if (group !== undefined && !indexes.has(keyOf('opportunity', group))) {
      throw new ControlError(400, `There is no record of its group ${received(group)}.`,
        pointer(index, 'record', 'group'))
    }
    const held = -(ends.leased[path] ?? 0)
    const asked = -(ends.proposed[path] ?? 0)
    if (held > leased || asked > proposed) {
      throw new ControlError(400, `The leases hold ${held} and propose ${asked} spaces of it, more than its ` +
        `${leased} and ${proposed}.`, pointer(index, 'record', 'spaces'))
    }
  }
}
