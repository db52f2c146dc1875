import pg from 'pg'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import { changeNumberAt } from '../engine/snapshot.ts'
import { createSharedRun } from '../shared-run.ts'
import { type FeedItem, type Store, StoreUnavailableError, type Tx } from '../store.ts'
import { createCopiedMarks } from './all-records.ts'
import { isUnavailable } from './database-error.ts'
import { createGroupRunner } from './group-runner.ts'
import { migrate } from './migrate.ts'
import { createPartnerSizes } from './partner-sizes.ts'
import { createRecordRows } from './record-rows.ts'

/** Options of a store in PostgreSQL. */
export interface PostgresStoreOptions {
  /** Connection URL of the database. */
  readonly url: string
  /** Name of the world: a booking system with records of its own. */
  readonly world: string
  /** First change number of a new world; by default that of the current instant (µs since 1970). */
  readonly firstChangeNumber?: number | undefined
  /** Delete the records of the world first. */
  readonly fresh?: boolean
  /** Report a problem that loses no acknowledged change. */
  readonly warn: (message: string) => void
}

/** Most connections of a process (count). */
const CONNECTIONS = 10
/** Longest wait for a connection, and longest query (ms). */
const CONNECT_WITHIN = 5_000
const QUERY_WITHIN = 30_000

interface PageRow { readonly kind: Kind, readonly id: string, readonly body: string, readonly modified: string }

const PAGE = `select kind, id, body, modified from open_booking.record
  where world = $1 and feed = $2 and modified > $3 order by modified limit $4`
const NEXT_EXPIRY = 'select min(expires) as at from open_booking.record where world = $1'
const EMPTY_CHANGE = 'update open_booking.world set name = name where name = $1'

/**
 * Open a store in PostgreSQL, which several processes share. Its tables are brought to the form of this release.
 * @param options - the database, and the world in it
 * @returns the store
 * @throws {Error} if the database cannot be reached or refuses
 */
export async function openPostgresStore (
  { url, world, firstChangeNumber, fresh = false, warn }: PostgresStoreOptions
): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: QUERY_WITHIN
  })
  // The query that is under way fails, too.
  pool.on('connect', (client) => { client.on('error', () => {}) })
  // An idle connection that ends is replaced by the next request.
  pool.on('error', ({ message }) => { warn(`A connection to the database has ended: ${message}`) })
  try {
    await migrate(pool)
    if (fresh) await pool.query('delete from open_booking.world where name = $1', [world])
    await createWorld(pool, world, firstChangeNumber)
  } catch (error) {
    await pool.end()
    throw error
  }
  const rows = createRecordRows()
  const marks = createCopiedMarks()
  const runner = createGroupRunner({ pool, world, rows, marks, sizes: createPartnerSizes(world) })
  let closed = false

  async function query<R extends pg.QueryResultRow> (text: string, values: readonly unknown[]): Promise<R[]> {
    try {
      return (await pool.query<R>(text, [...values])).rows
    } catch (error) {
      throw isUnavailable(error) ? new StoreUnavailableError(error) : error
    }
  }

  async function transaction<T> (work: (tx: Tx) => Promise<T>, onApplied = () => {}): Promise<T> {
    if (closed) throw new StoreUnavailableError(new Error('The store is closed.'))
    return await runner.run(async (tx) => {
      const result = await work(tx)
      // The next transaction may be in the same group.
      onApplied()
      return result
    })
  }

  return {
    isShared: true,
    transaction,
    read: runner.read,
    async feedPage (feed, cursor, limit) {
      const found = await query<PageRow>(PAGE, [world, feed, cursor ?? 0, limit === Infinity ? null : limit])
      const records = await rows.decode(pool, found)
      return found.map(({ kind, id, modified }, index): FeedItem =>
        ({ kind, id, modified: Number(modified), record: records[index] as Records[Kind] }))
    },
    mark: async () => marks.take(await runner.read(async (reader) => await reader.all())),
    forget: marks.forget,
    dueAt: createSharedRun(async () => {
      const [found] = await query<{ at: Date | null }>(NEXT_EXPIRY, [world])
      return found?.at?.getTime() ?? Infinity
    }),
    isWritable: async () => await query(EMPTY_CHANGE, [world]).then(() => true, () => false),
    async close () {
      if (closed) return
      closed = true
      await runner.idle()
      await pool.end()
    }
  }
}

/** Create a world, unless it exists. */
async function createWorld (pool: pg.Pool, world: string, first: number | undefined): Promise<void> {
  const { rows: [found] } = await pool.query<{ now: Date, last: string }>(
    'select clock_timestamp() as now, last_value as last from open_booking.change_number')
  const above = first === undefined ? changeNumberAt(found?.now ?? new Date(NaN)) : first - 1
  const base = above - Number(found?.last)
  const insert = 'insert into open_booking.world (name, number_base) values ($1, $2) on conflict do nothing'
  await pool.query(insert, [world, base])
}
