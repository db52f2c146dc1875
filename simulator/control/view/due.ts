import { inSteps } from '../../../data/in-steps.ts'
import { type DueItem, dueItem, type KindWithDue } from '../../../domain/control/view/due-item.ts'
import { createPage, type ListPage } from '../../../domain/control/view/page.ts'
import type { Records } from '../../../domain/records/record-kinds.ts'
import { DUE_KINDS, type DueQuery } from '../../../schemas/control/lists.ts'
import type { Simulator } from '../../index.ts'

interface ListOfKind { readonly kind: KindWithDue, readonly records: ReadonlyArray<Records[KindWithDue]> }

/** List what becomes due, soonest first: leases and proposals that end, answers of sellers, tokens, sample data. */
export async function dueItems (simulator: Simulator, { kind: only, ...query }: DueQuery): Promise<ListPage<DueItem>> {
  const base = simulator.baseUrl()
  const lists = await simulator.read(async (reader) => {
    const found: ListOfKind[] = []
    for (const kind of only === undefined ? DUE_KINDS : [only]) {
      found.push({ kind, records: await reader.list(kind, {}) })
    }
    return found
  })
  const page = createPage<DueItem>(query)
  for (const { kind, records } of lists) {
    await inSteps(records, (record, index) => {
      const item = dueItem(kind, record, base)
      if (item === undefined) return
      page.add({ key: `${item.at} ${kind} ${item.id ?? index} ${item.partner ?? ''}`, item })
    })
  }
  return page.complete((item) => item)
}
