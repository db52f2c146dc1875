/** Measure for how long large requests keep others waiting. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const HEADERS = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi', 'content-type': 'application/vnd.openactive.booking+json; version=1' }
const TEST_INTERFACE = '/api/openbooking/test-interface'
/** Time to watch after an answer, because steps may follow (ms). */
const AFTER = 5000

/**
 * Send a request, and meanwhile small ones one after the other.
 * @param url - base URL of the simulator
 * @param large - sends the large request; without one, only the machine is measured
 * @returns the longest wait of a small request (ms)
 */
export async function longestWait (url, large = async () => {}) {
  const feed = `${url}/api/openbooking/orders-rpde?afterChangeNumber=9007199254740991`
  const small = new Worker(new URL('waiting-requests.js', import.meta.url), { workerData: { url: feed, headers: HEADERS } })
  await once(small, 'message')
  await large()
  await new Promise((resolve) => { setTimeout(resolve, AFTER) })
  small.postMessage('end')
  const [longest] = await once(small, 'message')
  return longest
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

async function send (url, method, path, body, root = TEST_INTERFACE) {
  const response = await fetch(`${url}${root}${path}`, { method, headers: HEADERS, ...(body && { body: JSON.stringify(body) }) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}
