import pg from 'pg'
import type { Change } from '../../domain/records/change.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import { type Reader, StoreUnavailableError, type Tx } from '../store.ts'
import { createTurns } from '../turns.ts'
import { isConflict, isUnavailable } from './database-error.ts'
import type { CopiedMarks } from './all-records.ts'
import { createGroupTx, type Group, keepChanges, LOCK } from './group-tx.ts'
import type { PartnerSizes } from './partner-sizes.ts'
import type { Queryable, RecordRows } from './record-rows.ts'
import { writeGroup } from './write-group.ts'

/** Runs transactions: those that come during one database transaction share the next one, and its commit. */
export interface GroupRunner {
  /**
   * Run `work` as if alone, and keep all of its changes or none.
   * @throws {StoreUnavailableError} if the database cannot be reached or keeps meeting other transactions
   */
  run<T> (work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Read a consistent state, beside the transactions that run.
   * @throws {StoreUnavailableError} if the database cannot be reached
   */
  read<T> (work: (reader: Reader) => Promise<T>): Promise<T>
  /** @returns once nothing runs. */
  idle (): Promise<void>
}

/** Parts of a runner. */
export interface GroupRunnerParts {
  readonly pool: pg.Pool
  readonly world: string
  readonly rows: RecordRows
  readonly marks: CopiedMarks
  readonly sizes: PartnerSizes
}

/** Most transactions in one database transaction (count). */
const GROUP_SIZE = 100
/** Most tries of a transaction that meets others (count), and the pause before the second one (ms); it doubles. */
const TRIES = 10
const PAUSE = 2

/** Begins a transaction that sees one state of the database. */
const READING = 'begin isolation level repeatable read read only'

interface Waiting {
  readonly work: (tx: Tx) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Create the runner of a world. */
export function createGroupRunner ({ pool, ...world }: GroupRunnerParts): GroupRunner {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined

  /** Run a group in a database transaction, which locks everything that it reads until its end. */
  async function runGroup (group: readonly Waiting[]): Promise<Array<Outcome<unknown>>> {
    const written = await inDatabaseTransaction(pool, 'begin', async (client) => {
      const parts: Group = { ...world, client, lock: LOCK, seen: new Map(), changes: [] }
      const outcomes: Array<Outcome<unknown>> = []
      for (const { work } of group) {
        const changes: Change[] = []
        const outcome = await outcomeOf(async () => await work(createGroupTx(parts, changes)))
        if ('value' in outcome) keepChanges(parts, changes)
        // A refusal of the work is its outcome; a failure of the database fails the group.
        else if (isOfDatabase(outcome.error)) throw outcome.error
        outcomes.push(outcome)
      }
      return { outcomes, versions: parts.changes.length > 0 ? await writeGroup(parts) : [] }
    })
    world.rows.addStored(written.versions)
    return written.outcomes
  }

  /** Run a group; if it fails, run each of its members alone, those that meet other transactions until they succeed. */
  async function settle (group: readonly Waiting[], tries = TRIES): Promise<void> {
    try {
      const outcomes = await runGroup(group)
      for (const [index, outcome] of outcomes.entries()) {
        if ('error' in outcome) group[index]?.reject(outcome.error)
        else group[index]?.resolve(outcome.value)
      }
    } catch (error) {
      const isRetried = isConflict(error) ? tries > 1 : group.length > 1 && !isUnavailable(error)
      if (isRetried) {
        if (isConflict(error)) await pause(PAUSE * 2 ** (TRIES - tries))
        for (const one of group) await settle([one], tries - 1)
        return
      }
      const failure = isConflict(error) || isUnavailable(error) ? new StoreUnavailableError(error) : error
      for (const { reject } of group) reject(failure)
    }
  }

  async function drain (): Promise<void> {
    while (waiting.length > 0) await settle(waiting.splice(0, GROUP_SIZE))
    running = undefined
  }

  return {
    run: async <T>(work: (tx: Tx) => Promise<T>) => await new Promise<unknown>((resolve, reject) => {
      waiting.push({ work, resolve, reject })
      running ??= drain()
    }) as T,
    async read (work) {
      try {
        return await inDatabaseTransaction(pool, READING, async (client) =>
          await work(createGroupTx({ ...world, client, lock: '', seen: new Map(), changes: [] }, [])))
      } catch (error) {
        throw isUnavailable(error) ? new StoreUnavailableError(error) : error
      }
    },
    idle: async () => { await running }
  }
}

async function inDatabaseTransaction<T> (
  pool: pg.Pool, begin: string, work: (client: Queryable) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  const queries = inTurn(client)
  let failure: Error | undefined
  try {
    await queries.query(begin)
    const result = await work(queries)
    await queries.query('commit')
    return result
  } catch (error) {
    // In turn, since a work that reads several records at once may fail before its last query has ended.
    await queries.query('rollback').catch((broken: Error) => { failure = broken })
    throw error
  } finally {
    // A broken connection leaves the pool.
    client.release(failure)
  }
}

/** Run the queries of a connection one after the other, also where a work reads several records at once. */
function inTurn (client: pg.PoolClient): Queryable {
  const turn = createTurns()
  return {
    query: async <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      await turn(async () => await client.query<R>(text, values))
  }
}

const isOfDatabase = (error: unknown): boolean => error instanceof pg.DatabaseError || isUnavailable(error)

const pause = async (ms: number): Promise<void> => { await new Promise((resolve) => { setTimeout(resolve, ms) }) }
