import { copyFile, link, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DataFileInUseError, type Lock, lockDataFile } from '../../data/file/lock.ts'
import { newDataFile, openStore } from './files.ts'
import { kill, startLockProcess, type LockProcess } from './processes.ts'
import { allRecords, apply, order, putOrder } from './records.ts'

async function locksOf (file: string): Promise<string[]> {
  return (await readdir(dirname(file))).filter((name) => name.includes('.lock-'))
}

async function lock (file: string): Promise<Lock> {
  const taken = await lockDataFile(file)
  onTestFinished(async () => { await taken.release() })
  return taken
}

describe('in one process', () => {
  it('a second store on the same file is refused until the first is closed, whatever its path', async () => {
    const file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1'))
    await expect(openStore(file)).rejects.toThrow(DataFileInUseError)
    await expect(openStore(file, { fresh: true })).rejects.toThrow(`${file} is in use by another instance`)
    const otherPath = `${dirname(file)}/../${basename(dirname(file))}/state.json`
    await expect(openStore(otherPath)).rejects.toThrow(DataFileInUseError)
    await apply(first, putOrder('2'))
    await first.close()
    expect(await locksOf(file)).toEqual([])
    expect((await allRecords(await openStore(file))).map(([, , record]) => record)).toEqual([order('1'), order('2')])
  })

  it('two files of one folder can be locked at the same time', async () => {
    const file = await newDataFile()
    await lock(file)
    await lock(`${file}.other`)
    await expect(lock(`${file}.other`)).rejects.toThrow(DataFileInUseError)
  })

  it('a held file can be held again', async () => {
    const file = await newDataFile()
    await writeFile(file, '')
    const taken = await lock(file)
    expect([await taken.hold(file), await taken.hold(file)]).toEqual([true, true])
  })

  it('a file with a path too long for a socket can be locked, and its folder gets no socket', async () => {
    const folder = join(dirname(await newDataFile()), 'd'.repeat(90))
    await mkdir(folder)
    const file = join(folder, 'state.json')
    const first = await lock(file)
    await expect(lock(file)).rejects.toThrow(DataFileInUseError)
    await lock(join(folder, 'other.json'))
    await first.release()
    await lock(file)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('one data file is refused to a second instance', () => {
  it.each<[name: string, otherName: (file: string) => Promise<string>]>([
    ['through a symbolic link', async (file) => { await symlink(file, `${file}.link`); return `${file}.link` }],
    ['through a link to its folder', async (file) => { await symlink(dirname(file), `${dirname(file)}-link`); return `${dirname(file)}-link/state.json` }],
    ['through a hard link', async (file) => { await link(file, `${file}.hard`); return `${file}.hard` }],
    ['after its socket was deleted', async (file) => {
      for (const name of await locksOf(file)) await rm(join(dirname(file), name))
      return file
    }]
  ])('%s', async (name, otherName) => {
    if (name.includes('hard') || name.includes('socket')) if (process.platform !== 'linux') return
    const file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1'))
    await first.close()
    const owner = await openStore(file)
    const other = await otherName(file)
    onTestFinished(async () => { await rm(`${dirname(file)}-link`, { force: true }) })
    await expect(openStore(other)).rejects.toThrow(DataFileInUseError)
    await apply(owner, putOrder('2'))
    await owner.close()
    // A hard link has no journal.
    await openStore(other, { warn () {} })
  })

  it.runIf(process.platform === 'linux')('until the first has let go of a file that it deleted, whose number another one may get', async () => {
    const [first, second, third] = [await newDataFile(), await newDataFile(), await newDataFile()]
    for (const name of [first, second]) await writeFile(name, '')
    const [one, other, last] = [await lock(first), await lock(second), await lock(third)]
    expect([await one.hold(first), await other.hold(first)]).toEqual([true, false])
    await one.letGo()
    expect(await other.hold(first)).toBe(true)
    // A file with another name is still there for others.
    await link(first, `${first}.hard`)
    await other.hold(first)
    await other.letGo()
    expect(await last.hold(`${first}.hard`)).toBe(false)
  })

  it('whose folder for temporary files is another one', async () => {
    const folder = join(dirname(await newDataFile()), 'd'.repeat(90))
    await mkdir(folder)
    const file = join(folder, 'state.json')
    await lock(file)
    const before = process.env['TMPDIR']
    onTestFinished(() => { if (before === undefined) delete process.env['TMPDIR']; else process.env['TMPDIR'] = before })
    process.env['TMPDIR'] = folder
    await expect(lock(file)).rejects.toThrow(DataFileInUseError)
  })

  it('but a copy of it is another file', async () => {
    const file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1'))
    await first.close()
    const copy = `${file}.copy`
    await copyFile(file, copy)
    await openStore(file)
    const warnings: string[] = []
    await openStore(copy, { warn: (message) => { warnings.push(message) } })
    expect(warnings).toHaveLength(1)
  })
})

describe('in another process', () => {
  async function take ({ request }: LockProcess, file: string): Promise<string> {
    return await request(file) === 'looked' ? await request('go') : 'refused'
  }

  it('an owner excludes others until it is killed; its stale socket is deleted', async () => {
    const file = await newDataFile()
    const owner = startLockProcess()
    expect(await take(owner, file)).toBe('owner')
    await expect(lock(file)).rejects.toThrow(DataFileInUseError)
    const left = await locksOf(file)
    expect(left).toHaveLength(1)
    await kill(owner.child)
    expect(await locksOf(file)).toEqual(left)
    const next = await lock(file)
    expect(await locksOf(file)).not.toContain(left[0])
    await next.release()
    expect(await locksOf(file)).toEqual([])
  })

  it('exactly one of four that start together gets the lock of a killed process, in every round', async () => {
    const file = await newDataFile()
    const killed = startLockProcess()
    expect(await take(killed, file)).toBe('owner')
    await kill(killed.child)
    const starters = Array.from({ length: 4 }, startLockProcess)
    for (let round = 0; round < 20; round++) {
      expect(await locksOf(file)).toHaveLength(1)
      // All four look and see no other instance before any of them proceeds.
      const looks = await Promise.all(starters.map(async ({ request }) => await request(file)))
      expect(looks).toEqual(Array(4).fill('looked'))
      const results = await Promise.all(starters.map(async ({ request }) => await request('go')))
      expect([...results].sort()).toEqual(['DataFileInUseError', 'DataFileInUseError', 'DataFileInUseError', 'owner'])
      const [owner] = starters.splice(results.indexOf('owner'), 1, startLockProcess())
      if (owner !== undefined) await kill(owner.child)
    }
  }, 60_000)
})
