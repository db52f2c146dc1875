import { afterAll, beforeAll } from 'vitest'
import { openPostgresStore } from '../../../data/postgres/postgres-store.ts'
import type { Store } from '../../../data/store.ts'
import { startPostgres, type TestDatabase } from '../../helpers/postgres.ts'
import { describeFeeds } from '../feed.contract.ts'
import { describeMarks } from '../marks.contract.ts'
import { NOW } from '../records.ts'
import { describeStore } from '../store.contract.ts'

let database: TestDatabase
let worlds = 0

beforeAll(async () => { database = await startPostgres() })
afterAll(async () => { await database.stop() })

const open = async (): Promise<Store> =>
  await openPostgresStore({ url: database.url, world: `${process.pid}-${worlds++}`, firstChangeNumber: NOW.getTime() * 1000 + 1, warn: () => {} })

describeStore('PostgreSQL', open)
describeMarks('PostgreSQL', open)
describeFeeds('PostgreSQL', open)
