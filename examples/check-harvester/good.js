/** A harvester that keeps to RPDE. On SIGTERM, it prints the items that it holds. */
import { setTimeout as wait } from 'node:timers/promises'

/** Time between two requests for the last page (seconds). */
const POLL_SECONDS = Number(process.env.POLL_SECONDS ?? 8)

/** The change number of each item, by id. */
const items = new Map()

process.once('SIGTERM', () => {
  const lines = [...items].map(([id, modified]) => `${JSON.stringify({ id, modified })}\n`)
  process.stdout.write(lines.join(''), () => { process.exit() })
})

function store ({ state, id, modified }) {
  if (modified < items.get(id)) return
  if (state === 'deleted') items.delete(id)
  else items.set(id, modified)
}

for (let url = process.env.OPEN_BOOKING_FEED; ;) {
  const response = await fetch(url)
  if (response.status === 503) {
    await wait(Number(response.headers.get('retry-after')) * 1000)
    continue
  }
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`)
  const page = await response.json()
  page.items.forEach(store)
  if (page.next === url) await wait(POLL_SECONDS * 1000)
  url = page.next
}
