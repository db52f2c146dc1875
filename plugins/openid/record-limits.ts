import { dropOpenIdRecord } from '../../domain/partners/partner-changes.ts'
import type { OpenIdRecord } from '../../domain/records/partner.ts'
import type { Simulator } from '../../simulator/index.ts'
import { createRecentMap, type RecentMap } from '../../simulator/recent-map.ts'

/**
 * Most pending logins and sessions of browsers each, and most codes, tokens and grants of each kind of one client
 * (count). Anybody can begin a login.
 */
export const MOST_RECORDS = 1000

/** Limits the number of records of the provider: the one used longest ago goes. */
export interface RecordLimits {
  /** Note a stored record, and delete those that are too many. */
  stored (record: OpenIdRecord): Promise<void>
  /** Note the use of a record. */
  used (record: OpenIdRecord): Promise<void>
  /** Note the end of a record. */
  ended (record: OpenIdRecord): Promise<void>
}

/** Create the limits for the records of a simulator. */
export function createRecordLimits ({ read, transact }: Pick<Simulator, 'read' | 'transact'>): RecordLimits {
  const groups = new Map<string, Promise<RecentMap<true>>>()

  async function load ({ model, clientId }: OpenIdRecord): Promise<RecentMap<true>> {
    const recent = createRecentMap<true>(MOST_RECORDS)
    const records = await read(async (reader) => await reader.list('openid', { model, ...(clientId && { clientId }) }))
    // The use of each is unknown after a restart; it was no earlier than its creation.
    const oldestFirst = [...records].sort((one, other) => (one.expires ?? '').localeCompare(other.expires ?? ''))
    await drop(oldestFirst.flatMap(({ id }) => recent.set(id, true)))
    return recent
  }

  async function groupOf (record: OpenIdRecord): Promise<RecentMap<true>> {
    const name = `${record.model} ${record.clientId ?? ''}`
    const group = groups.get(name) ?? load(record)
    groups.set(name, group)
    return await group
  }

  async function drop (ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await transact(async (tx) => {
      const found = await Promise.all(ids.map(async (id) => await tx.get('openid', id)))
      return { changes: found.flatMap((record) => record === undefined ? [] : dropOpenIdRecord(record)) }
    })
  }

  return {
    stored: async (record) => { await drop((await groupOf(record)).set(record.id, true)) },
    ended: async (record) => { (await groupOf(record)).delete(record.id) },
    used: async (record) => { (await groupOf(record)).get(record.id) }
  }
}
