import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { PACKAGE_FOLDER } from '../../simulator/this-package.ts'

/** A file of the dashboard. */
export interface DashboardFile {
  readonly type: string
  readonly content: Buffer
  /** The content with gzip. */
  readonly compressed: Buffer
}

/** The bundle of the last build. */
const BUNDLE = join(PACKAGE_FOLDER, 'dist/dashboard')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml'
}

let read: Promise<ReadonlyMap<string, DashboardFile>> | undefined

/**
 * Read and compress the files of the dashboard, once for the process.
 * @returns the files by their path in the bundle, such as `index.html`; none if nothing was built
 */
export async function dashboardFiles (): Promise<ReadonlyMap<string, DashboardFile>> {
  return await (read ??= readBundle())
}

async function readBundle (): Promise<ReadonlyMap<string, DashboardFile>> {
  const assets = (await readdir(join(BUNDLE, 'assets')).catch(() => [])).map((name) => `assets/${name}`)
  const files = assets.length === 0 ? [] : ['index.html', ...assets]
  return new Map(await Promise.all(files.map(async (name) => {
    const content = await readFile(join(BUNDLE, name))
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    return [name, { type, content, compressed: await promisify(gzip)(content, { level: 9 }) }] as const
  })))
}
