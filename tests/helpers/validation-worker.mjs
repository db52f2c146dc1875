import { on } from 'node:events'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const { validate } = createRequire(import.meta.url)('./model-validator.cjs')
const { remoteJsonCachePath } = workerData

for await (const [document] of on(parentPort, 'message')) {
  // There are no more documents.
  if (document === null) break
  const { body, mode } = document
  const found = await validate(body, { loadRemoteJson: true, remoteJsonCachePath, validationMode: mode })
  parentPort.postMessage(found.map(({ severity, path, message }) => ({ severity, path, message })))
}
