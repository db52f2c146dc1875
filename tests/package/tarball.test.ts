import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, book } from './booking.ts'
import { type Ended, freePort, newFolder, removeFolder, ROOT, run, start } from './processes.ts'

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')
const project = newFolder()
const inProject = { cwd: project }
const bin = (name: string): string => join(project, 'node_modules/.bin', name)

interface Packed { readonly filename: string, readonly version: string, readonly files: ReadonlyArray<{ readonly path: string }> }
let packed: Packed

function expectSuccess ({ code, stdout, stderr }: Ended): string {
  expect(code, `${stdout}\n${stderr}`).toBe(0)
  return stdout
}

/** Writes a file of the project. */
function write (name: string, text: string): string {
  writeFileSync(join(project, name), text)
  return name
}

// As `npm publish` would pack it, into a project that has nothing else. What is to be packed has been built already.
beforeAll(async () => {
  const [answer] = JSON.parse(expectSuccess(await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], { cwd: ROOT }))) as [Packed]
  packed = answer
  write('package.json', JSON.stringify({ name: 'broker', private: true, type: 'module' }))
  expectSuccess(await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.filename}`], inProject))
})
afterAll(() => { removeFolder(project) })

describe('the package', () => {
  it('holds what is built and what is to be read, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/plugin.js', 'dist/plugin.d.ts', 'dist/app.js', 'dist/cli.js']))
    const others = paths.filter((path) => !/^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w/-]+\.(js|d\.ts))$/.test(path))
    expect(others).toEqual([])
    expect(paths.filter((path) => /test|bench/.test(path) && !path.includes('test-interface') && !path.includes('test-data'))).toEqual([])
  })

  it('is registered twice in one host, each time with state of its own', async () => {
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
    const series = await Promise.all([north, south].map(async (base) => JSON.stringify((await ask('GET', `${base}/feeds/session-series`)).body.items).replaceAll(base, '')))
    expect(series[0]?.replace(/"modified":\d+/g, '')).not.toBe(series[1]?.replace(/"modified":\d+/g, ''))
    expect((await ask('GET', `http://localhost:${port}/`)).body).toEqual({ host: true })
  })

  it('refuses an option that it does not have', async () => {
    write('misspelt.js', `
      import fastify from 'fastify'
      import simulator from 'open-booking-simulator'

      await fastify().register(simulator, { leaseMinuts: 5 })
    `)
    const { code, stderr } = await run(process.execPath, ['misspelt.js'], inProject)
    expect(stderr).toContain('leaseMinuts')
    expect(code).not.toBe(0)
  })

  it('has a command', async () => {
    expect(expectSuccess(await run(bin('open-booking-simulator'), ['--version'], inProject))).toBe(`${packed.version}\n`)
  })
})

describe('its types', () => {
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

  /** Compiles as strictly as can be, down to the declarations of all packages. */
  async function compile (name: string, options: string): Promise<Ended> {
    mkdirSync(join(project, name), { recursive: true })
    write(`${name}/index.ts`, source(options))
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

  it('fit a program in strict TypeScript', async () => {
    const { code, stdout } = await compile('right', "leaseMinutes: 5, dataFile: 'two.json'")
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })

  it.for([
    ['a misspelt option', 'leaseMinuts: 5', 'leaseMinuts'],
    ['a value that is no choice', "leasing: 'sometimes'", 'sometimes'],
    ['a value of the wrong type', "seed: 'one'", 'number']
  ] as const)('show %s', async ([, options, named], { task }) => {
    const { code, stdout } = await compile(`wrong-${task.id}`, options)
    expect(stdout).toContain(named)
    expect(code).not.toBe(0)
  })
})

describe('fastify start', () => {
  it.for([{ args: [] }, { args: ['--options'] }])('serves the installed package with $args', async ({ args }) => {
    const port = await freePort()
    const command = ['start', 'node_modules/open-booking-simulator/dist/app.js', '-p', String(port), '-a', '127.0.0.1', '-l', 'info', ...args]
    await start(bin('fastify'), command, { ...inProject, env: { DATA_FILE: 'memory' } }).until(/Server listening at/)
    const base = `http://localhost:${port}`
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).body.next).toContain(`${base}/feeds/`)
    await book(base)
  })
})

it('names nothing in package.json that is not packed', () => {
  const { bin, exports, types } = JSON.parse(readFileSync(join(project, 'node_modules/open-booking-simulator/package.json'), 'utf8')) as Record<string, unknown>
  const named = JSON.stringify([bin, exports, types]).match(/dist\/[\w./-]+/g) ?? []
  expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining(named))
})
