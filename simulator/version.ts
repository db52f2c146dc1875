import { createRequire } from 'node:module'

/** The package is one folder up from its sources, two from what is built of them. */
function readVersion (): string {
  const require = createRequire(import.meta.url)
  try {
    return (require('../package.json') as { version: string }).version
  } catch {
    return (require('../../package.json') as { version: string }).version
  }
}

/** Version of this package. */
export const VERSION = readVersion()
