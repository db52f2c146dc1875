import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ask, book } from './booking.ts'
import { type Ended, freePort, newFolder, removeFolder, ROOT, run, start } from './processes.ts'

const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc')
const project = newFolder()
const inProject = { cwd: project }
const bin = (name: string): string => join(project, 'node_modules/.bin', name)

interface Packed {
  readonly filename: string
  readonly version: string
  readonly files: ReadonlyArray<{ readonly path: string }>
}
let packed: Packed

function expectSuccess ({ code, stdout, stderr }: Ended): string {
  expect(code, `${stdout}\n${stderr}`).toBe(0)
  return stdout
}

interface Manifest { readonly devDependencies: Readonly<Record<string, string>> }

/** @returns the range of fastify-cli that this repository uses; `fastify start` needs it in the project */
function fastifyCli (): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
  return `fastify-cli@${manifest.devDependencies['fastify-cli']}`
}

/** @returns the packed package */
function tarball (): ArrayBuffer {
  return Uint8Array.from(readFileSync(join(project, packed.filename))).buffer
}

/** Write a file of the project. @returns its name */
function write (name: string, text: string): string {
  writeFileSync(join(project, name), text)
  return name
}

/** Development dependencies that a build needs. */
const BUILDS = /^@types\/|typescript|preact|^(?:vite|fastify|uplot)$/

/** Copy the repository without ignored files, and commit the copy. @returns its folder */
async function copyRepository (): Promise<string> {
  const cwd = newFolder()
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const { stdout: listed } = await run('git', list, { cwd: ROOT })
  for (const path of listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    cpSync(join(ROOT, path), join(cwd, path))
  }
  // Tools of tests and of the linter take half of the time of an installation, and build nothing.
  const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as Manifest
  const tools = Object.entries(manifest.devDependencies).filter(([name]) => BUILDS.test(name))
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ ...manifest, devDependencies: Object.fromEntries(tools) }))
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  for (const args of [['init', '--quiet'], ['add', '--all'], [...author, 'commit', '--quiet', '--message', 'test']]) {
    expectSuccess(await run('git', args, { cwd }))
  }
  return cwd
}

const repository = await copyRepository()

// Pack the built package like `npm publish`. Install the repository from a git address, which builds and packs it, too.
beforeAll(async () => {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', project]
  const [answer] = JSON.parse(expectSuccess(await run('npm', pack, { cwd: ROOT }))) as [Packed]
  packed = answer
  write('package.json', JSON.stringify({ name: 'broker', private: true, type: 'module' }))
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', `git+file://${repository}`, fastifyCli()]
  expectSuccess(await run('npm', install, inProject))
})
afterAll(() => { for (const folder of [project, repository]) removeFolder(folder) })

describe('the package', () => {
  it('contains the build output, the documents for users, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining([
      'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/plugin.js', 'dist/plugin.d.ts', 'dist/app.js',
      'dist/cli.js', 'dist/chunks/simulator.js', 'dist/dashboard/index.html', 'data/postgres/migrations/001.do.records.sql'
    ]))
    const expected = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w/-]+\.(js|d\.ts)|data\/postgres\/migrations\/[\w.]+\.sql|dist\/dashboard\/(index\.html|assets\/[\w-]+\.(js|css|svg)))$/
    expect(paths.filter((path) => !expected.test(path))).toEqual([])
    const ofTests = (path: string): boolean => /test|bench/.test(path) && !/test-interface|test-data|dist\/testing/.test(path)
    expect(paths.filter(ofTests)).toEqual([])
  })

  it('has the same files from a git address', () => {
    const installed = join(project, 'node_modules/open-booking-simulator')
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('node_modules') && statSync(join(installed, path)).isFile())
    // Builds before this one may have left more here.
    expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(files))
    expect(files).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/plugin.d.ts', 'README.md']))
  })

  it('can be registered twice in one host, each time with its own state', async () => {
    write('host.js', `
      import fastify from 'fastify'
      import simulator from 'open-booking-simulator'

      const host = fastify()
      await host.register(simulator, { prefix: '/north', seed: 1 })
      await host.register(simulator, { prefix: '/south', seed: 2, leasing: 'none' })
      host.get('/', async () => ({ host: true }))
      console.log('at ' + await host.listen({ port: 0, host: '127.0.0.1' }))
    `)
    const [, port] = await start(process.execPath, ['host.js'], inProject).until(/at http:\/\/127\.0\.0\.1:(\d+)/)
    const [north, south] = ['north', 'south'].map((name) => `http://localhost:${port}/${name}`) as [string, string]
    const uuid = await book(north)
    expect((await ask('GET', `${north}/api/openbooking/orders/${uuid}`)).status).toBe(200)
    expect((await ask('GET', `${south}/api/openbooking/orders/${uuid}`)).status).toBe(404)
    await book(south)
    const seriesOf = async (base: string): Promise<string> => {
      const { body: { items } } = await ask('GET', `${base}/feeds/session-series`)
      return JSON.stringify(items).replaceAll(base, '').replace(/"modified":\d+/g, '')
    }
    expect(await seriesOf(north)).not.toBe(await seriesOf(south))
    expect((await ask('GET', `http://localhost:${port}/`)).body).toEqual({ host: true })
  })

  it('refuses an unknown option', async () => {
    write('misspelt.js', `
      import fastify from 'fastify'
      import simulator from 'open-booking-simulator'

      await fastify().register(simulator, { leaseMinuts: 5 })
    `)
    const { code, stderr } = await run(process.execPath, ['misspelt.js'], inProject)
    expect(stderr).toContain('leaseMinuts')
    expect(code).not.toBe(0)
  })

  it('installs a command', async () => {
    const stdout = expectSuccess(await run(bin('open-booking-simulator'), ['--version'], inProject))
    expect(stdout).toBe(`${packed.version}\n`)
  })

  it('names fastify in one line where a package manager has not installed it', async () => {
    const [there, away] = [join(project, 'node_modules/fastify'), join(project, 'fastify-away')]
    renameSync(there, away)
    onTestFinished(() => { renameSync(away, there) })
    const command = ['start', '--port', '0', '--data-file', 'memory']
    const { code, stdout, stderr } = await run(bin('open-booking-simulator'), command, inProject)
    const sentence = 'fastify is missing; install it: npm install fastify, or yarn add fastify'
    expect(stderr).toBe(`open-booking-simulator: ${sentence}\n`)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

describe('the types', () => {
  const source = (options: string): string => `
    import fastify from 'fastify'
    import simulator, { type OpenBookingSimulatorOptions, type SimulatorOptions, type Store } from 'open-booking-simulator'
    import app, { options as serverOptions } from 'open-booking-simulator/app'

    const options: OpenBookingSimulatorOptions = { seed: 7, auth: ['key'], clock: () => new Date(0) }
    export const given: SimulatorOptions = { leasing: 'named' }
    export const closeOf = (store: Store): Promise<void> => store.close()
    const host = fastify(serverOptions)
    await host.register(simulator, { ...options, prefix: '/one' })
    await host.register(simulator, { prefix: '/two', ${options} })
    await host.register(app, { prefix: '/three' })
  `

  /** Compile one file per entry in the strictest mode, including the declarations of all packages. */
  async function compile (name: string, options: Readonly<Record<string, string>>): Promise<Ended> {
    mkdirSync(join(project, name), { recursive: true })
    for (const [file, text] of Object.entries(options)) write(`${name}/${file}.ts`, source(text))
    write(`${name}/tsconfig.json`, JSON.stringify({
      compilerOptions: {
        module: 'NodeNext',
        target: 'ES2022',
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules/@types')]
      }
    }))
    return await run(process.execPath, [TSC, '--project', name], inProject)
  }

  it('accept correct options in strict TypeScript', async () => {
    const { code, stdout } = await compile('right', { index: "leaseMinutes: 5, dataFile: 'two.json'" })
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })

  it('reject a misspelt option, an unknown choice and a value of the wrong type', async () => {
    const { code, stdout } = await compile('wrong', {
      misspelt: 'leaseMinuts: 5', choice: "leasing: 'sometimes'", type: "seed: 'one'"
    })
    // Lines after the first of an error are indented.
    expect(stdout).toMatch(/^wrong\/misspelt\.ts.*(?:\n .*)*leaseMinuts/m)
    expect(stdout).toMatch(/^wrong\/choice\.ts.*(?:\n .*)*sometimes/m)
    expect(stdout).toMatch(/^wrong\/type\.ts.*(?:\n .*)*number/m)
    expect(code).not.toBe(0)
  })
})

describe('fastify start', () => {
  it.for([{ args: [] }, { args: ['--options'] }])('serves the installed package with $args', async ({ args }) => {
    const port = await freePort()
    const app = 'node_modules/open-booking-simulator/dist/app.js'
    const command = ['start', app, '-p', String(port), '-a', '127.0.0.1', '-l', 'info', ...args]
    await start(bin('fastify'), command, { ...inProject, env: { OPEN_BOOKING_DATA_FILE: 'memory' } }).until(/Server listening at/)
    const base = `http://localhost:${port}`
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).body.next).toContain(`${base}/feeds/`)
    await book(base)
  })
})

it('publint finds nothing wrong with the package', async () => {
  const { messages } = await publint({ pack: { tarball: tarball() }, strict: true })
  expect(messages).toEqual([])
})

it('the types of every export resolve to the module that Node loads', async () => {
  // The package has ES modules only. CommonJS loads them with require(esm), which TypeScript accepts since version 5.8
  // but this checker reports; resolution `node10` does not know `exports`.
  const excluded = ['node10', 'node16-cjs']
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball())), {
    excludeEntrypoints: ['./package.json']
  })
  if (result.types === false) throw new Error('The package has no types')
  const relevant = result.problems.filter((problem) =>
    !('resolutionKind' in problem) || !excluded.includes(problem.resolutionKind))
  expect(Object.keys(result.entrypoints)).toEqual(['.', './app', './testing'])
  expect(relevant).toEqual([])
})

it('package.json names only packed files', () => {
  const manifest = readFileSync(join(project, 'node_modules/open-booking-simulator/package.json'), 'utf8')
  const { bin, exports, types } = JSON.parse(manifest) as Record<string, unknown>
  const named = JSON.stringify([bin, exports, types]).match(/dist\/[\w./-]+/g) ?? []
  expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(named))
})
