import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const require = createRequire(import.meta.url)
const { validate } = require('@openactive/data-model-validator')
const names = require('@openactive/data-model-validator/src/helpers/property')

// The validator digests the list of contexts once for each property and rule: nearly half of its time.
const withoutContexts = new Map()
const { getFullyQualifiedProperty } = names
names.getFullyQualifiedProperty = function (property, version, contexts = []) {
  // The validator passes a list of contexts, or a node with one.
  if (!Array.isArray(contexts) || contexts.length > 0) return getFullyQualifiedProperty.call(names, property, version, contexts)
  const key = `${version} ${property}`
  if (!withoutContexts.has(key)) withoutContexts.set(key, getFullyQualifiedProperty.call(names, property, version))
  return withoutContexts.get(key)
}

const { documents, remoteJsonCachePath } = workerData
const findings = []
for (const { body, mode } of documents) {
  const found = await validate(body, { loadRemoteJson: true, remoteJsonCachePath, validationMode: mode })
  findings.push(found.map(({ severity, path, message }) => ({ severity, path, message })))
}
parentPort.postMessage(findings)
