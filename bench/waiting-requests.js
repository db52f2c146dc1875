/** Send small requests one after the other, apart from the thread that reads large answers, and find the longest wait. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

/** Requests that do not count, because the code of the client is not compiled yet. */
const WARM_UP = 500

const { url, ...request } = workerData
const end = new AbortController()
once(parentPort, 'message').then(() => { end.abort() })

async function timed () {
  const began = performance.now()
  await (await fetch(url, request)).text()
  return performance.now() - began
}

for (let count = 0; count < WARM_UP; count++) await timed()
parentPort.postMessage('ready')
let longest = 0
while (!end.signal.aborted) longest = Math.max(longest, await timed())
parentPort.postMessage(longest)
