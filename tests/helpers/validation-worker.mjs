import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const { validate } = createRequire(import.meta.url)('@openactive/data-model-validator')

const { documents, remoteJsonCachePath } = workerData
const findings = []
for (const { body, mode } of documents) {
  const found = await validate(body, { loadRemoteJson: true, remoteJsonCachePath, validationMode: mode })
  findings.push(found.map(({ severity, path, message }) => ({ severity, path, message })))
}
parentPort.postMessage(findings)
