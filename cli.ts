#!/usr/bin/env node
// Nothing is imported, and nothing awaited, before the version of Node is known: an old one could not parse it.
const OLDEST = [20, 19]

const version = process.versions.node
const [major = 0, minor = 0] = version.split('.').map(Number)
const [oldestMajor = 0, oldestMinor = 0] = OLDEST
if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
  // Node 22 and later keep compiled code in the folder for temporary files, which saves a sixth of a start.
  const { enableCompileCache } = process.getBuiltinModule('node:module') as { enableCompileCache?: () => void }
  if (enableCompileCache !== undefined) enableCompileCache()
  import('./cli/process.ts').then(async ({ main }) => { await main() })
} else {
  console.error(`open-booking-simulator: this is Node ${version}; Node ${OLDEST.join('.')} or later is needed`)
  process.exitCode = 1
}
