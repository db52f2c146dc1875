import type { Expiring } from '../../domain/records/expiring.ts'
import { isDeepStrictEqual } from 'node:util'
import { type Kind, LOOKUPS, type Records } from '../../domain/records/record-kinds.ts'
import { valuesOf } from '../engine/lookup-index.ts'
import type { Group } from './group-tx.ts'
import type { Queryable } from './record-rows.ts'

/** The last state of a changed record, and the feed that it moves to. */
interface Written {
  readonly kind: Kind
  readonly id: string
  readonly record: Records[Kind] | null
  /** The record in the table, null if there is none, undefined if nobody has read it. */
  readonly before: Records[Kind] | null | undefined
  /** Whether a change has dropped it: then it has left its feed. */
  readonly dropped: boolean
  /** The feed of its last change that names one, and the number of that change in the group. */
  readonly move?: { readonly feed: string, readonly turn: number, readonly skip: number } | undefined
}

const DELETE = `delete from open_booking.record r using unnest($2::text[], $3::text[]) as gone (kind, id)
  where r.world = $1 and r.kind = gone.kind and r.id = gone.id`
const VERSIONS = `insert into open_booking.version (digest, content)
  select * from unnest($1::text[], $2::text[]) order by 1 on conflict (digest) do nothing`
const INSERT = `insert into open_booking.record (world, kind, id, body, expires, partner)
  select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])`
const UPDATE = `${INSERT}
  on conflict (world, kind, id)
  do update set body = excluded.body, expires = excluded.expires, partner = excluded.partner`
const FORGET = `delete from open_booking.lookup l using unnest($2::text[], $3::text[]) as changed (kind, id)
  where l.world = $1 and l.kind = changed.kind and l.id = changed.id`
const LOOK_UP = `insert into open_booking.lookup (world, kind, name, value, id)
  select distinct $1, t.* from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as t`
const FEEDS = `insert into open_booking.feed (world, name, modified)
  select $1, name, 0 from unnest($2::text[]) as name order by name
  on conflict (world, name) do update set name = excluded.name`
const NUMBERS = `select w.number_base + nextval('open_booking.change_number') as modified
  from open_booking.world w, generate_series(1, $2) where w.name = $1`
const RAISE = 'update open_booking.world set number_base = number_base + $2 where name = $1'
const POSITIONS = `update open_booking.record r set feed = moved.feed, modified = moved.modified
  from unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) as moved (kind, id, feed, modified)
  where r.world = $1 and r.kind = moved.kind and r.id = moved.id`

/**
 * Write the changes of a group. The rows of its feeds are locked last, in order of their names.
 * @param group - a group with changes
 * @returns digests of the versions that were written
 */
export async function writeGroup (group: Group): Promise<readonly string[]> {
  const { client, world } = group
  const written = lastStates(group)
  const kept = written.filter(({ record }) => record !== null)
  const gone = written.filter(({ dropped }) => dropped)
  if (gone.length > 0) await client.query(DELETE, [world, ...keysOf(gone)])
  const versions = kept.length > 0 ? await writeRecords(group, kept) : []
  await writePositions(group, kept)
  return versions
}

async function writePositions (group: Group, kept: readonly Written[]): Promise<void> {
  const { client, world } = group
  const moved = kept.flatMap(({ kind, id, move }) => move === undefined ? [] : { kind, id, ...move })
  if (moved.length === 0) return
  moved.sort((a, b) => a.turn - b.turn)
  await client.query(FEEDS, [world, [...new Set(moved.map(({ feed }) => feed))]])
  const numbers = await changeNumbers(group, moved.map(({ skip }) => skip))
  const columns = (['kind', 'id', 'feed'] as const).map((name) => moved.map((one) => one[name]))
  await client.query(POSITIONS, [world, ...columns, numbers])
}

/**
 * Take the next change numbers. Numbers that stay unused raise the base of the world.
 * @param skips - numbers to leave unused before each
 */
async function changeNumbers ({ client, world }: Group, skips: readonly number[]): Promise<bigint[]> {
  const { rows } = await client.query<{ modified: string }>(NUMBERS, [world, skips.length])
  let unused = 0
  const numbers = skips.map((skip, index) => {
    unused += skip
    return BigInt(rows[index]?.modified ?? 0) + BigInt(unused)
  })
  if (unused > 0) await client.query(RAISE, [world, unused])
  return numbers
}

function lastStates ({ seen, changes }: Group): Written[] {
  const written = new Map<string, Written>()
  for (const [turn, { kind, id, record, feed, skip = 0 }] of changes.entries()) {
    const key = `${kind} ${id}`
    const former = written.get(key)
    const stored = seen.get(key)?.stored
    const dropped = record === null || former?.dropped === true
    const move = record === null ? undefined : feed === undefined ? former?.move : { feed, turn, skip }
    written.set(key, { kind, id, record, before: stored, dropped, move })
  }
  return [...written.values()]
}

const isNew = ({ before }: Written): boolean => before === null

const keysOf = (written: readonly Written[]): [kinds: string[], ids: string[]] =>
  [written.map(({ kind }) => kind), written.map(({ id }) => id)]

/** @returns digests of the versions that were written */
async function writeRecords ({ client, world, rows, sizes }: Group, kept: readonly Written[]): Promise<string[]> {
  const encoded = kept.map((one) => {
    const { kind, id, record, before } = one
    return { ...one, ...rows.encode(kind, id, record as Records[Kind], before ?? undefined) }
  })
  const versions = new Map(encoded.flatMap(({ versions }) => [...versions]))
  if (versions.size > 0) await client.query(VERSIONS, [[...versions.keys()], [...versions.values()]])
  // Where a transaction found nothing, another one may have stored a record since: that is a conflict, no update.
  const [added, updated] = [encoded.filter(isNew), encoded.filter((one) => !isNew(one))]
  for (const [query, some] of [[INSERT, added], [UPDATE, updated]] as const) {
    if (some.length === 0) continue
    const expiries = some.map(({ record }) => (record as Expiring | null)?.expires ?? null)
    const partners = some.map(({ record }) => (record as { readonly partner?: string }).partner ?? null)
    await client.query(query, [world, ...keysOf(some), some.map(({ body }) => body), expiries, partners])
    for (const [index, { body }] of some.entries()) {
      const partner = partners[index]
      if (partner != null) sizes.add(partner, body.length)
    }
  }
  await writeLookups(client, world, kept)
  return [...versions.keys()]
}

/** Write the lookups of records whose lookups have changed. */
async function writeLookups (client: Queryable, world: string, kept: readonly Written[]): Promise<void> {
  const changed = kept.flatMap((one) => {
    const { kind, id, record, before } = one
    const lookups = lookupsOf(kind, id, record as Records[Kind])
    const former = before == null ? [] : lookupsOf(kind, id, before)
    return before !== undefined && isDeepStrictEqual(lookups, former) ? [] : { ...one, lookups }
  })
  const replaced = changed.filter((one) => !isNew(one))
  if (replaced.length > 0) await client.query(FORGET, [world, ...keysOf(replaced)])
  const lookups = changed.flatMap(({ lookups }) => lookups)
  if (lookups.length === 0) return
  await client.query(LOOK_UP, [world, ...[0, 1, 2, 3].map((column) => lookups.map((lookup) => lookup[column]))])
}

/** @returns the rows of the lookups of a record: kind, name, value, id. */
function lookupsOf (kind: Kind, id: string, record: Records[Kind]): string[][] {
  return Object.keys(LOOKUPS[kind]).flatMap((name) => valuesOf(kind, name, record)
    .flatMap((value) => value === undefined ? [] : [[kind, name, value, id]]))
}
