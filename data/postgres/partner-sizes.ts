import type { Queryable } from './record-rows.ts'

/**
 * Sizes of the records of booking partners. A sum reads every record, so it serves many questions below the limit: what
 * this process has written since is added, what was removed, or written by other processes, waits for the next sum.
 */
export interface PartnerSizes {
  /** Measure the records of a booking partner (characters). A size that reaches the limit is exact. */
  of (client: Queryable, partner: string, limit: number): Promise<number>
  /** Add a record that was written. */
  add (partner: string, size: number): void
}

/** Questions that one sum answers (count). */
const ANSWERS = 1000
const SUM = `select coalesce(sum(length(body)), 0) as size from open_booking.record
  where world = $1 and partner = $2`

/** Create the sizes of a world. */
export function createPartnerSizes (world: string): PartnerSizes {
  const known = new Map<string, { size: number, answers: number }>()
  return {
    async of (client, partner, limit) {
      const sum = known.get(partner)
      if (sum !== undefined && sum.answers < ANSWERS && sum.size < limit) {
        sum.answers++
        return sum.size
      }
      const { rows: [found] } = await client.query<{ size: string }>(SUM, [world, partner])
      const size = Number(found?.size)
      known.set(partner, { size, answers: 0 })
      return size
    },
    add (partner, size) {
      const sum = known.get(partner)
      if (sum !== undefined) sum.size += size
    }
  }
}
