import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, run, temporaryFolder } from './processes.ts'

/** Warnings of npm about the settings of the person who runs it. */
const ABOUT_SETTINGS = /^npm warn Unknown (user|env|global|builtin) config /

it('a fresh copy of the repository installs without a warning, and builds', async () => {
  const cwd = temporaryFolder()
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const { stdout: listed } = await run('git', list, { cwd: ROOT })
  for (const path of listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    cpSync(join(ROOT, path), join(cwd, path))
  }
  const installed = await run('npm', ['ci', '--prefer-offline'], { cwd })
  const warnings = installed.stderr.split('\n').filter((line) => line !== '' && !ABOUT_SETTINGS.test(line))
  expect(warnings).toEqual([])
  expect(installed.code).toBe(0)
  expect(await run('npm', ['run', 'build'], { cwd })).toMatchObject({ code: 0 })
  expect((await run(process.execPath, ['dist/cli.js', '--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
