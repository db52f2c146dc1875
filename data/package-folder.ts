import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Folder of this package, found by its name: sources and bundles lie at different depths. */
export const PACKAGE_FOLDER = dirname(createRequire(import.meta.url).resolve('open-booking-simulator/package.json'))
