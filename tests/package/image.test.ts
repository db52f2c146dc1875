import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, run } from './processes.ts'

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

it('the image installs Fastify at the version of the lock file', async () => {
  const dockerfile = textOf('Dockerfile')
  const [, script] = /npm install --omit=dev --save-prod \\\s+"fastify@\$\(node --print '([^']+)'\)"/.exec(dockerfile) ?? []
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
  const files = ['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', 'tsconfig.build.json', 'LICENSE']
  const copied = textOf('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  expect(new Set(copied)).toEqual(new Set([...needed, ...files]))
})
