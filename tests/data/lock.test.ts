import { mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DataFileInUseError, type Lock, lockDataFile } from '../../data/engine/lock.ts'
import { newDataFile, openStore } from './files.ts'
import { kill, newStarter, type Starter } from './processes.ts'
import { allIn, apply, order, putOrder } from './records.ts'

const locksOf = async (file: string): Promise<string[]> => (await readdir(dirname(file))).filter((name) => name.includes('.lock-'))

async function lock (file: string): Promise<Lock> {
  const taken = await lockDataFile(file)
  onTestFinished(async () => { await taken.release() })
  return taken
}

describe('in one process', () => {
  it('a second store on the same file is refused until the first is closed', async () => {
    const file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1'))
    await expect(openStore(file)).rejects.toThrow(DataFileInUseError)
    await expect(openStore(file, { fresh: true })).rejects.toThrow(`${file} is in use by another instance`)
    await expect(openStore(`${dirname(file)}/../${basename(dirname(file))}/state.json`)).rejects.toThrow(DataFileInUseError)
    await apply(first, putOrder('2'))
    await first.close()
    expect(await locksOf(file)).toEqual([])
    expect((await allIn(await openStore(file))).map(([, , record]) => record)).toEqual([order('1'), order('2')])
  })

  it('stores on different files of one folder do not get into each other\'s way', async () => {
    const file = await newDataFile()
    await lock(file)
    await lock(`${file}.other`)
    await expect(lock(`${file}.other`)).rejects.toThrow(DataFileInUseError)
  })

  it('a path too long for a socket can be locked as well', async () => {
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

describe('in another process', () => {
  const take = async ({ ask }: Starter, file: string): Promise<string> => await ask(file) === 'looked' ? await ask('go') : 'refused'

  it('an owner keeps others off until it is killed; the socket that it leaves does not matter', async () => {
    const file = await newDataFile()
    const owner = newStarter()
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

  it('of four that start at once on the lock of a killed one, exactly one gets it, every time', async () => {
    const file = await newDataFile()
    const killed = newStarter()
    expect(await take(killed, file)).toBe('owner')
    await kill(killed.child)
    const starters = Array.from({ length: 4 }, newStarter)
    for (let round = 0; round < 20; round++) {
      expect(await locksOf(file)).toHaveLength(1)
      // All have looked, and seen nobody, before any goes on.
      expect(await Promise.all(starters.map(async ({ ask }) => await ask(file)))).toEqual(Array(4).fill('looked'))
      const results = await Promise.all(starters.map(async ({ ask }) => await ask('go')))
      expect([...results].sort()).toEqual(['DataFileInUseError', 'DataFileInUseError', 'DataFileInUseError', 'owner'])
      const [owner] = starters.splice(results.indexOf('owner'), 1, newStarter())
      if (owner !== undefined) await kill(owner.child)
    }
  }, 60_000)
})
