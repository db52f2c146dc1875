import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, run } from './processes.ts'

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** @returns the files of its folder that a module imports */
const importsOf = (module: string): string[] =>
  Array.from(textOf(module).matchAll(/from '\.\/(.+)'/g), ([, name = '']) => join(dirname(module), name))

it('the image installs Fastify at the version of the lock file', async () => {
  const dockerfile = textOf('Dockerfile')
  const [, script] = /npm install --ignore-scripts --omit=dev --save-prod \\\s+"fastify@\$\(node --print '([^']+)'\)"/.exec(dockerfile) ?? []
  const { code, stdout } = await run(process.execPath, ['--print', script ?? ''], { cwd: ROOT })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  // The tests run with the locked version.
  expect(stdout.trim()).toBe(JSON.parse(textOf('node_modules/fastify/package.json')).version)
  expect(dockerfile).not.toMatch(/fastify@\d/)
})

it('the build of the image gets every source file, and no other folder', () => {
  const { fileNames } = JSON.parse(textOf('dist/.tsbuildinfo')) as { readonly fileNames: readonly string[] }
  const needed = fileNames.flatMap((path) => /^\.\.\/(?!node_modules)([\w.-]+)/.exec(path)?.[1] ?? [])
  const bundler = ['scripts/vite.config.ts', ...importsOf('scripts/vite.config.ts')]
  for (const file of bundler) expect(textOf('scripts/build.js')).toContain(`'${file}'`)
  // The bundler reads these, not the compiler.
  const files = ['dashboard', 'package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'tsconfig.build.json', ...bundler, 'scripts/build.js', 'LICENSE']
  const copied = textOf('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  expect(new Set(copied)).toEqual(new Set([...needed, ...files]))
})

describe('the entry point of the image', () => {
  const { 1: json = '' } = /^ENTRYPOINT (.*)$/m.exec(textOf('Dockerfile')) ?? []
  const [shell = '', ...args] = JSON.parse(json) as string[]
  const script = args.map((arg) => arg.replace('node /app/dist/cli.js "$@"', 'sh -c \'echo "$1 $OPEN_BOOKING_DATA_FILE $DATA_FILE"\' - "$@"'))

  it.for([
    [{}, 'memory '],
    [{ OPEN_BOOKING_DATA_FILE: '/data/a.json' }, '/data/a.json '],
    [{ DATA_FILE: '/data/b.json' }, ' /data/b.json'],
    [{ OPEN_BOOKING_DATA_FILE: '/data/a.json', DATA_FILE: '/data/b.json' }, '/data/a.json /data/b.json']
  ] as const)('keeps the state in memory unless a variable names a data file: %j', async ([env, files]) => {
    expect(await run(shell, [...script, 'start'], { cwd: ROOT, env })).toMatchObject({ code: 0, stdout: `start ${files}\n`, stderr: '' })
  })
})

it('any user id in group 0 can write the data folder of the image, and the image does not run as root', () => {
  const dockerfile = textOf('Dockerfile')
  expect(dockerfile).toMatch(/^RUN install --directory .*--group=0 --mode=0775 \/data$/m)
  expect(dockerfile).toMatch(/^USER [1-9]\d*$/m)
})
