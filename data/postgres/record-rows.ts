import type pg from 'pg'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import type { Content, StoredRow } from '../form/stored-form.ts'
import { contentOf, createVersions } from '../form/versions.ts'

/** Runs queries. */
export interface Queryable {
  query<R extends pg.QueryResultRow> (text: string, values?: unknown[]): Promise<{ rows: R[] }>
}

/** A record in the form of the tables. */
export interface EncodedRecord {
  /** The record as JSON; Opportunities and groups are references. */
  readonly body: string
  /** JSON of the Opportunities and groups that it refers to and that the database may lack, by digest. */
  readonly versions: ReadonlyMap<string, string>
}

/** Converts records to their form in the tables and back. */
export interface RecordRows {
  /**
   * Convert records from their form in the tables. Versions that are unknown here are read with one query.
   * @param client - the connection that the rows came from
   * @param rows - the rows
   * @returns the records, in the order of the rows
   */
  decode (client: Queryable, rows: ReadonlyArray<{ readonly body: string }>): Promise<Array<Records[Kind]>>
  /**
   * Convert a record to its form in the tables.
   * @param before - the record that it replaces: mostly, only its spaces differ
   */
  encode (kind: Kind, id: string, record: Records[Kind], before: Records[Kind] | undefined): EncodedRecord
  /** Remember digests of versions that the database has: it never loses one. */
  addStored (digests: Iterable<string>): void
}

/** Records to read until the versions in memory are forgotten (count): they would grow with each change of spaces. */
const MOST_RECORDS = 50_000

/** Create the conversion of one store, which keeps the versions that it has read for a while. */
export function createRecordRows (): RecordRows {
  const versions = createVersions()
  const reader = versions.reader()
  const stored = new Set<string>()
  let read = 0

  function addStored (digests: Iterable<string>): void {
    if (stored.size > MOST_RECORDS) stored.clear()
    for (const digest of digests) stored.add(digest)
  }

  async function fetchVersions (client: Queryable, digests: ReadonlySet<string>): Promise<void> {
    const query = 'select digest, content from open_booking.version where digest = any($1::text[])'
    const { rows } = await client.query<{ digest: string, content: string }>(query, [[...digests]])
    for (const { digest, content } of rows) reader.add(digest, JSON.parse(content) as Content)
    addStored(rows.map(({ digest }) => digest))
    if (rows.length < digests.size) throw new Error('The table version lacks a version that a record refers to.')
  }

  async function decode (
    client: Queryable, rows: ReadonlyArray<{ readonly body: string }>
  ): Promise<Array<Records[Kind]>> {
    const parsed = rows.map(({ body }) => JSON.parse(body) as StoredRow)
    const unknown = new Set<string>()
    const records = parsed.map((row) => reader.decode(row, (digest) => { unknown.add(digest) })?.[2])
    read += rows.length
    if (unknown.size > 0) {
      await fetchVersions(client, unknown)
      return await decode(client, rows)
    }
    if (read > MOST_RECORDS) {
      reader.end()
      read = 0
    }
    return records as Array<Records[Kind]>
  }

  return {
    decode,
    addStored,
    encode (kind, id, record, before) {
      const { body, versions: used } = versions.encode([kind, id, record], before && { record: before })
      const contents = [...used].filter(([digest]) => !stored.has(digest))
        .map(([digest, one]) => [digest, JSON.stringify(contentOf(one))] as const)
      return { body: `[${body}`, versions: new Map(contents) }
    }
  }
}
