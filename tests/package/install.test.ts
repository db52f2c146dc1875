import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { type Ended, ROOT, run, temporaryFolder } from './processes.ts'

function expectSuccess (ended: Ended): Ended {
  expect(ended.code, `${ended.stdout}\n${ended.stderr}`).toBe(0)
  return ended
}

/** Copy the repository, without ignored files. @returns the folder of the copy */
async function copyRepository (): Promise<string> {
  const cwd = temporaryFolder()
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const { stdout: listed } = await run('git', list, { cwd: ROOT })
  for (const path of listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)))) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    cpSync(join(ROOT, path), join(cwd, path))
  }
  return cwd
}

it('a git address installs the built package, which starts', async () => {
  const repository = await copyRepository()
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  for (const args of [['init', '--quiet'], ['add', '--all'], [...author, 'commit', '--quiet', '--message', 'test']]) {
    expectSuccess(await run('git', args, { cwd: repository }))
  }
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name: 'broker', private: true }))
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', `git+file://${repository}`]
  expectSuccess(await run('npm', install, { cwd }))
  const { stdout } = expectSuccess(await run(join(cwd, 'node_modules/.bin/open-booking-simulator'), ['--version'], { cwd }))
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(existsSync(join(cwd, 'node_modules/open-booking-simulator/cli.ts'))).toBe(false)
})
