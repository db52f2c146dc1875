import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
/** Found by the name of this package: sources and bundles lie at different depths. */
const manifest = require('open-booking-simulator/package.json') as { readonly version: string }

/** Version of this package. */
export const VERSION = manifest.version
