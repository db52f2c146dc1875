import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, run, temporaryFolder } from './processes.ts'

const SOURCES = ['cli/run.ts', 'dashboard/app.tsx', 'data/store.ts', 'data/postgres/migrations/1.sql', 'domain/a/b.ts', 'plugins/a.ts', 'routes/a.ts', 'schemas/a.ts', 'simulator/a.ts', 'testing/a.ts', 'app.ts', 'cli.ts', 'plugin.ts', 'testing.ts', 'tsconfig.json', 'tsconfig.build.json', 'scripts/vite.config.ts', 'scripts/compiled-validators.ts']

/** A compiler that counts its runs, and fails where the sources say so. Like the real one, it writes its file always. */
const COMPILER = `#!/bin/sh
mkdir -p dist && echo run >> runs && touch dist/.tsbuildinfo && touch dist/cli.js && ! grep -q wrong cli.ts
`

/** A bundler that counts its runs, and fails where its sources say so. */
const BUNDLER = `#!/bin/sh
echo "$@" >> bundles; ! grep -q wrong dashboard/app.tsx
`

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000)

/** A folder like a clone. */
function clone ({ withCompiler = true, withSources = true } = {}) {
  const cwd = temporaryFolder()
  const write = (name: string, text = '', changed = minutesAgo(60)): void => {
    mkdirSync(join(cwd, name, '..'), { recursive: true })
    writeFileSync(join(cwd, name), text)
    utimesSync(join(cwd, name), changed, changed)
  }
  cpSync(join(ROOT, 'scripts/build.js'), join(cwd, 'scripts/build.js'))
  write('package.json', '{ "type": "module" }')
  if (withSources) for (const name of SOURCES) write(name)
  for (const name of SOURCES) if (withSources && name.includes('/')) utimesSync(join(cwd, name, '..'), minutesAgo(60), minutesAgo(60))
  if (withSources) utimesSync(join(cwd, 'domain'), minutesAgo(60), minutesAgo(60))
  const compiler = join(cwd, 'node_modules/.bin/tsc')
  write('node_modules/.bin/tsc', COMPILER)
  write('node_modules/.bin/vite', BUNDLER)
  for (const tool of ['tsc', 'vite']) chmodSync(join(cwd, 'node_modules/.bin', tool), 0o755)
  if (!withCompiler) rmSync(compiler)
  /** @returns the lines of a file, none if it is missing */
  const lines = (name: string): string[] => existsSync(join(cwd, name)) ? readFileSync(join(cwd, name), 'utf8').split('\n').slice(0, -1) : []
  return {
    write,
    removeCompiler: () => { rmSync(compiler) },
    remove: (name: string) => { rmSync(join(cwd, name), { recursive: true }) },
    lines,
    /** @returns how often the compiler has run (count) */
    runs: () => lines('runs').length,
    build: async (...args: string[]) => await run(process.execPath, ['scripts/build.js', ...args], { cwd })
  }
}

describe('a build', () => {
  it('compiles once, and again only after a change', async () => {
    const { build, runs, write } = clone()
    expect(await build('--prepare')).toMatchObject({ code: 0, stderr: '' })
    expect(await build()).toMatchObject({ code: 0, stderr: '' })
    expect(runs()).toBe(1)
    for (const [index, name] of SOURCES.entries()) {
      write(name, 'changed', new Date(Date.now() + 60_000))
      await build()
      expect(runs(), name).toBe(index + 2)
      write(name, 'changed')
    }
  })

  it('bundles the command line and the dashboard, and nothing of an earlier build', async () => {
    const { build, write, lines } = clone()
    write('dist/chunks/old.js')
    expect((await build()).code).toBe(0)
    expect(lines('bundles')).toEqual(['build --config scripts/vite.config.ts', 'build --config dashboard/vite.config.ts'])
    expect(lines('dist/chunks/old.js')).toEqual([])
  })

  it('needs no compiler where nothing has changed', async () => {
    const { build, removeCompiler } = clone()
    await build('--prepare')
    removeCompiler()
    for (const args of [[], ['--prepare']]) expect(await build(...args)).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it('says how to get a compiler where sources are newer and there is none; an installation does nothing then', async () => {
    const { build } = clone({ withCompiler: false })
    expect(await build('--prepare')).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(await build()).toMatchObject({ code: 1, stderr: expect.stringMatching(/^[^\n]*npm ci\n$/) as string })
  })

  it('does nothing in an installed package, which has no sources', async () => {
    const { build, runs } = clone({ withSources: false })
    for (const args of [[], ['--prepare']]) expect(await build(...args)).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(runs()).toBe(0)
  })

  it.each(['cli.ts', 'dashboard/app.tsx'])('is repeated after errors in %s, and after dist is gone', async (file) => {
    const { build, runs, write, remove } = clone()
    write(file, 'wrong')
    for (let count = 0; count < 2; count++) expect((await build()).code).toBe(1)
    write(file, 'right')
    expect((await build()).code).toBe(0)
    remove('dist')
    expect((await build()).code).toBe(0)
    expect(runs()).toBe(4)
  })
})

it('npm start compiles by no other script than that', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  expect(scripts).not.toHaveProperty('prestart')
  expect(scripts['start']).toMatch(/^node scripts\/build\.js && node dist\/cli\.js start$/)
  expect(scripts['prepare']).toBe('node scripts/build.js --prepare')
})

it.for(['18.20.8', '16.20.2', '20.18.3', '14.21.3'])('Node %s is refused in one sentence', async (version) => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, 'dist/cli.js', '--version']
  expect(await run(process.execPath, args, { cwd: ROOT })).toMatchObject({
    code: 1, stdout: '', stderr: `open-booking-simulator: this is Node ${version}; Node 20.19 or later is needed\n`
  })
})

it('the oldest Node that runs is the one of package.json', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } }
  const [, major, minor] = /OLDEST = \[(\d+), (\d+)\]/.exec(readFileSync(join(ROOT, 'cli.ts'), 'utf8')) ?? []
  expect(engines.node).toBe(`>=${major}.${minor}`)
})

it('the first file has only the syntax of Node 14, and no static import', () => {
  const text = readFileSync(join(ROOT, 'dist/cli.js'), 'utf8')
  expect(text).not.toMatch(/^import\b|\bawait import|\?\?=|\|\|=/m)
})
