import { type DueItem, dueItem, type KindWithDue } from '../../../domain/control/view/due-item.ts'
import { type Keyed, type ListPage, pageOf } from '../../../domain/control/view/page.ts'
import { DUE_KINDS, type DueQuery } from '../../../schemas/control/lists.ts'
import type { Simulator } from '../../index.ts'
import type { Reader } from '../../load.ts'

/** List what becomes due, soonest first: leases and proposals that end, answers of sellers, tokens, sample data. */
export async function dueItems (simulator: Simulator, { kind, ...page }: DueQuery): Promise<ListPage<DueItem>> {
  const base = simulator.baseUrl()
  const kinds = kind === undefined ? DUE_KINDS : [kind]
  const found = await simulator.read(async (reader) => {
    const lists: Array<ReadonlyArray<Keyed<DueItem>>> = []
    for (const one of kinds) lists.push(await dueOf(reader, one, base))
    return lists.flat()
  })
  return pageOf(found, page, (item) => item)
}

async function dueOf<K extends KindWithDue> (reader: Reader, kind: K, base: string): Promise<Array<Keyed<DueItem>>> {
  return (await reader.list(kind, {})).flatMap((record, index) => {
    const item = dueItem(kind, record, base)
    return item === undefined ? [] : [{ key: `${item.at} ${kind} ${item.id ?? index} ${item.partner ?? ''}`, item }]
  })
}
