import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKAGE_FOLDER } from '../data/package-folder.ts'

export { PACKAGE_FOLDER } from '../data/package-folder.ts'

const manifest = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { readonly version: string }

/** Version of this package. */
export const VERSION = manifest.version
