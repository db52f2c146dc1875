/** Measure for how long large requests keep others waiting. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { HEADERS, makeItem, QUOTE, requestOf } from './flows.js'

const TEST_INTERFACE = '/api/openbooking/test-interface'
/** Time to watch after an answer, because steps may follow (ms). */
const AFTER = 5000

/**
 * Make the small requests that wait: a page of the orders feed, and a quote, which changes a lease.
 * @param url - base URL of the simulator
 */
export async function smallRequests (url) {
  const item = await makeItem(url, url, 'quotes')
  const feed = `${url}/api/openbooking/orders-rpde?afterChangeNumber=9007199254740991`
  return { page: { url: feed, headers: HEADERS }, quote: requestOf(url, QUOTE, randomUUID(), item) }
}

/**
 * Send a request, and meanwhile small ones over and over, each in a thread of its own.
 * @param requests - the small requests by name
 * @param large - sends the large request; without one, only the machine is measured
 * @returns the longest wait of each small request (ms), by name
 */
export async function longestWaits (requests, large = async () => {}) {
  const names = Object.keys(requests)
  const workers = names.map((name) => new Worker(new URL('waiting-requests.js', import.meta.url), { workerData: requests[name] }))
  const messages = async () => (await Promise.all(workers.map((worker) => once(worker, 'message')))).flat()
  await messages()
  await large()
  await new Promise((resolve) => { setTimeout(resolve, AFTER) })
  const ended = messages()
  for (const worker of workers) worker.postMessage('end')
  const waits = await ended
  return Object.fromEntries(names.map((name, index) => [name, waits[index]]))
}

/** Change the name of an opportunity. */
export const changeName = (url, { opportunity }) => async () => {
  const object = { '@type': 'ScheduledSession', '@id': opportunity }
  await send(url, 'POST', '/actions', { '@type': 'test:ChangeOfLogisticsNameSimulateAction', object })
}

/** Let the seller cancel an order, found by its UUID alone. */
export const cancelOrder = (url, uuid) => async () => {
  const object = { '@type': 'Order', '@id': `${url}/api/openbooking/orders/${uuid}` }
  await send(url, 'POST', '/actions', { '@type': 'test:SellerRequestedCancellationSimulateAction', object })
}

/** Delete the dataset with all test opportunities. */
export const deleteDataset = (url) => async () => { await send(url, 'DELETE', '/datasets/bench') }

/** Read a document to its end, as a large answer. */
export const read = (url, path) => async () => {
  const response = await fetch(`${url}${path}`, { headers: HEADERS })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  await response.body.pipeTo(new WritableStream())
}

/** Return to the state of the start. */
export const reset = (url) => async () => { await send(url, 'POST', '/simulator/reset', undefined, '') }

/** Write the whole state to a file. */
export async function saveExport (url, file) {
  const response = await fetch(`${url}/simulator/export`, { headers: HEADERS })
  if (!response.ok) throw new Error(`export: ${response.status}`)
  await writeFile(file, response.body)
}

/** Replace the whole state by that in a file. */
export const importState = (url, file) => async () => {
  const response = await fetch(`${url}/simulator/import`, { method: 'POST', headers: HEADERS, body: createReadStream(file), duplex: 'half' })
  if (!response.ok) throw new Error(`import: ${response.status} ${await response.text()}`)
}

async function send (url, method, path, body, root = TEST_INTERFACE) {
  const response = await fetch(`${url}${root}${path}`, { method, headers: HEADERS, ...(body && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}
