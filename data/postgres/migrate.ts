import { join } from 'node:path'
import type pg from 'pg'
import Postgrator from 'postgrator'
import { PACKAGE_FOLDER } from '../package-folder.ts'
import { isConflict } from './database-error.ts'

/** Most tries to create the schema (count): starters that come at once refuse each other's tables. */
const TRIES = 20

/**
 * Bring the tables to the form of this release. Instances that start at once wait for one another at a row.
 * @param pool - connections to the database
 * @throws {Error} if a later release has changed the tables, or the database refuses
 */
export async function migrate (pool: pg.Pool): Promise<void> {
  await createSchema(pool)
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select 1 from open_booking.migration_turn where id = 1 for update')
    await migrations(client).migrate()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

function migrations (client: pg.PoolClient): Postgrator {
  return new Postgrator({
    driver: 'pg',
    migrationPattern: join(PACKAGE_FOLDER, 'data/postgres/migrations', '*'),
    schemaTable: 'open_booking.migration',
    execQuery: async (query: string) => await client.query(query),
    execSqlScript: async (script: string) => { await client.query(script) }
  })
}

/** `if not exists` does not keep two from creating the same table at once; the loser tries again. */
async function createSchema (pool: pg.Pool, tries = TRIES): Promise<void> {
  try {
    await pool.query('create schema if not exists open_booking')
    await pool.query('create table if not exists open_booking.migration_turn (id integer primary key)')
    await pool.query('insert into open_booking.migration_turn (id) values (1) on conflict do nothing')
  } catch (error) {
    if (tries === 0 || !isConflict(error)) throw error
    await createSchema(pool, tries - 1)
  }
}
