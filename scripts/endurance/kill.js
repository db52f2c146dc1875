/**
 * Kill processes that write to a data file, and compare what the next one finds with what was acknowledged.
 *
 *   node scripts/endurance/kill.js [--times 1000]   after `npm run build`; prints the count of kills and of acknowledged changes
 *
 * Each change is an order and a lease, which must both be there or both be missing.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

/** Kills of one data file (count): a small file is read quickly. */
const KILLS_OF_A_FILE = 25
/** Longest time from the first acknowledged change to the kill (ms): small files are folded after a second. */
const LIFETIME = 1300
/** Changes that a process asks for at the same time (count). */
const AT_ONCE = 8

const { values: { times, work } } = parseArgs({ options: { times: { type: 'string', default: '1000' }, work: { type: 'string' } } })
if (work === undefined) await killOften(Number(times))
else await writeUntilKilled(work)

/** Print the changes in a data file, then change it without end, and print each acknowledged change. */
async function writeUntilKilled (file) {
  const { openFileStore } = await import('../../dist/data/lowdb-store.js')
  const print = (value) => { writeSync(1, `${JSON.stringify(value)}\n`) }
  const store = await openFileStore({ file, clock: () => new Date(), warn () {} })
  const read = async (kind) => (await store.read(async (reader) => await reader.list(kind, {}))).map(({ uuid }) => Number(uuid))
  const [orders, leases] = [await read('order'), await read('lease')]
  print({ orders, leases })
  let last = Math.max(0, ...orders)
  const worker = async () => {
    for (;;) {
      const number = ++last
      const uuid = String(number)
      const order = { kind: 'order', id: uuid, record: { partner: 'p', uuid, seller: 's', deleted: true }, feed: 'a' }
      const lease = { kind: 'lease', id: uuid, record: { partner: 'p', uuid, expires: '2127-03-09T11:00:00Z', items: [] } }
      await store.transaction(async (tx) => { await tx.apply([order, lease]) })
      print({ acknowledged: number })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function killOften (count) {
  const folder = await mkdtemp(join(tmpdir(), 'open-booking-kill-'))
  const sum = { kills: 0, acknowledged: 0 }
  const files = Array.from({ length: Math.ceil(count / KILLS_OF_A_FILE) }, (_, index) => join(folder, `${index}.json`))
  const killFiles = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) await killAt(file, Math.min(KILLS_OF_A_FILE, count), sum)
  }
  try {
    await Promise.all(Array.from({ length: 2 * availableParallelism() }, killFiles))
    console.log(`${sum.kills} kills, ${sum.acknowledged} acknowledged changes, none lost and none half there`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Kill processes on one file, and check after each kill. */
async function killAt (file, count, sum) {
  const acknowledged = new Set()
  // The last process only shows what the one before it has left.
  for (let i = 0; i <= count; i++) {
    const child = spawn(process.execPath, [import.meta.filename, '--work', file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'close')
    let hasFound = false
    for await (const line of createInterface({ input: child.stdout })) {
      const { orders, leases, acknowledged: number } = JSON.parse(line)
      if (orders !== undefined) {
        check({ orders, leases, acknowledged, file, kill: i })
        hasFound = true
        for (const found of orders) acknowledged.add(found)
        if (i === count) child.kill('SIGKILL')
      } else {
        if (!acknowledged.has(number)) sum.acknowledged++
        acknowledged.add(number)
        if (i < count && !child.killing) {
          child.killing = true
          setTimeout(() => { child.kill('SIGKILL') }, Math.random() * LIFETIME)
        }
      }
    }
    await ended
    if (!hasFound) throw new Error(`${file} could not be opened after kill ${i}`)
    if (i < count) sum.kills++
  }
}

function check ({ orders, leases, acknowledged, file, kill }) {
  const found = new Set(orders)
  const lost = [...acknowledged].filter((number) => !found.has(number))
  if (lost.length > 0) throw new Error(`${file} has lost ${lost.join(', ')} at kill ${kill}`)
  const whole = new Set(leases)
  const half = [...found].filter((number) => !whole.has(number))
  if (half.length > 0 || leases.length !== found.size) throw new Error(`${file} has half of ${half.join(', ')} after kill ${kill}`)
}
