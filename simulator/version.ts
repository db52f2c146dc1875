import { createRequire } from 'node:module'

/** Read the version from package.json: one folder above `simulator`, or two above in the build output. */
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
