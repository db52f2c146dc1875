import { existsSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { median } from './measure.js'
import { MANY, storedFile } from './parts-state.js'
import { startSimulator } from './servers/processes.js'
import { cancelOrder, changeName, deleteDataset, importState, longestWaits, read, reset, saveExport, smallRequests } from './waiting.js'

/** Ends of the names of a data file and its journals. */
const DATA_FILES = ['', '.journal', '.journal.1']
/** Calls that read everything stored of a kind. */
const LISTS = ['/orders', ...['orders', 'opportunities', 'due', 'partners', 'sellers', 'counters', 'feeds', 'export'].map((name) => `/simulator/${name}`)]

/** Names of the large requests that replace all records. A quote waits for their end, because it would change some. */
const RESET = `a reset with ${MANY.orders} orders`
const IMPORT = `an import of ${MANY.orders} orders`

/** Rounds, each with a copy of the stored file (count). */
const ROUNDS = 5

/** Other requests may wait for one step of a large request, not for all of it. Only in a full run. */
export async function benchWaiting (run) {
  if (!run.isFull) return
  const stored = await storedFile(run.folder, { orders: MANY.orders, opportunities: MANY.orders })
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await waitsOnce(run.folder, stored))
  const waitOf = (during, small) => median(rounds.map((waits) => waits[during][small]))
  const { nothing: _nothing, ...parts } = rounds[0]
  for (const during of Object.keys(parts)) {
    const goal = (small) => small === 'quote' && [RESET, IMPORT].includes(during) ? {} : { atMost: 50 }
    for (const small of ['page', 'quote']) {
      run.report.add({
        measure: `longest wait of a ${small} during ${during}`, figure: `idle ${waitOf('nothing', small).toFixed(0)} ms`, value: waitOf(during, small), unit: 'ms', ...goal(small)
      })
    }
  }
}

/** @returns the longest waits of each small request (ms), with no large request and during each, by its name */
async function waitsOnce (folder, { file, opportunity, uuid }) {
  const copy = join(folder, 'waiting.json')
  for (const end of DATA_FILES) await rm(`${copy}${end}`, { force: true })
  for (const end of DATA_FILES) if (existsSync(`${file}${end}`)) await cp(`${file}${end}`, `${copy}${end}`)
  const { url, stop } = await startSimulator(copy, '--control', 'on')
  const exported = join(folder, 'waiting-export.json')
  if (!existsSync(exported)) await saveExport(url, exported)
  const small = await smallRequests(url)
  // The first requests meet code that is not compiled yet.
  await longestWaits(small)
  const requests = {
    nothing: undefined,
    'a changed name': changeName(url, { opportunity: `${url}${opportunity}` }),
    'an action on an order': cancelOrder(url, uuid),
    ...Object.fromEntries(LISTS.map((path) => [`GET ${path}`, read(url, path)])),
    [`deletion of ${MANY.orders} opportunities`]: deleteDataset(url),
    [RESET]: reset(url),
    [IMPORT]: importState(url, exported)
  }
  const waits = {}
  for (const [during, request] of Object.entries(requests)) waits[during] = await longestWaits(small, request)
  await stop()
  return waits
}
