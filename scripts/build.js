/**
 * Check the sources and write their types to dist/, bundle them there, and bundle the dashboard to dist/dashboard/, if
 * they are newer, and there is a compiler.
 *
 *   node scripts/build.js             with sources and without a compiler, fail if dist/ is older than the sources
 *   node scripts/build.js --prepare   without sources or a compiler, do nothing: npm runs this after each installation
 *
 * Old versions of Node run this too, so that the command line can refuse them in words.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const FOLDERS = ['cli', 'dashboard', 'data', 'domain', 'plugins', 'routes', 'schemas', 'simulator', 'testing']
const FILES = ['app.ts', 'cli.ts', 'plugin.ts', 'testing.ts', 'tsconfig.json', 'tsconfig.build.json', 'scripts/vite.config.ts', 'scripts/compiled-validators.ts']
/** The compiler writes it at each change; its time is that of the last build. */
const BUILD_INFO = join(ROOT, 'dist/.tsbuildinfo')
const COMPILER = join(ROOT, 'node_modules/.bin/tsc')
const BUNDLER = join(ROOT, 'node_modules/.bin/vite')

/** @returns {number} the time of the last change below a path (ms since 1970); the name of a removed file counts, too */
function newest (path) {
  const { mtimeMs, isDirectory } = timesOf(path)
  if (!isDirectory) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function timesOf (path) {
  const stats = statSync(path)
  return { mtimeMs: stats.mtimeMs, isDirectory: stats.isDirectory() }
}

function isBuilt () {
  if (!existsSync(BUILD_INFO) || !existsSync(join(ROOT, 'dist/cli.js'))) return false
  const { mtimeMs } = timesOf(BUILD_INFO)
  return [...FOLDERS, ...FILES].every((name) => newest(join(ROOT, name)) <= mtimeMs)
}

/** @returns {number | null} the exit code, null if it does not start */
function run (command, ...args) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' }).status
}

/** @returns {number} the exit code */
function build () {
  // Files of an earlier build stay otherwise, and packages would have them.
  rmSync(join(ROOT, 'dist/chunks'), { recursive: true, force: true })
  const commands = [
    [COMPILER, '--project', 'tsconfig.build.json'],
    [BUNDLER, 'build', '--config', 'scripts/vite.config.ts'],
    [BUNDLER, 'build', '--config', 'dashboard/vite.config.ts']
  ]
  let status = 0
  for (const command of commands) if (status === 0) status = run(...command)
  // The compiler leaves the file alone if the output is the same, and writes it even after errors.
  const time = status === 0 ? new Date() : new Date(0)
  if (existsSync(BUILD_INFO)) utimesSync(BUILD_INFO, time, time)
  return status === null ? 1 : status
}

const isPrepare = process.argv.includes('--prepare')
const hasSources = existsSync(join(ROOT, 'cli.ts'))
if (hasSources && !isBuilt()) {
  if (existsSync(COMPILER) && existsSync(BUNDLER)) {
    process.exitCode = build()
  } else if (!isPrepare) {
    console.error('The sources are newer than dist/, and there is no compiler: run npm ci')
    process.exitCode = 1
  }
}
