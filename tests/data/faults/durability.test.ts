import { open } from 'node:fs/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openStore as openConfigured } from '../../../simulator/store.ts'
import { resolveSimulatorOptions } from '../../../simulator/options/resolve.ts'
import { copyOf, newDataFile, openStore } from '../files.ts'
import { allRecords, apply, clock, putOrder } from '../records.ts'
import { createDisk } from './cached-disk.ts'

const log = { warn () {}, error () {} }

/** Count the calls with which this process waits for the disk. */
async function countSyncs (): Promise<() => number> {
  const handle = await open(import.meta.filename)
  const prototype = Object.getPrototypeOf(handle) as typeof handle
  await handle.close()
  const spy = vi.spyOn(prototype, 'datasync')
  onTestFinished(() => { spy.mockRestore() })
  return () => spy.mock.calls.length
}

it.each([['fsync', 3], ['os', 0]] as const)('the option durability %s: three commits wait for the disk %i times', async (durability, expected) => {
  const syncs = await countSyncs()
  const file = await newDataFile()
  const store = await openConfigured(resolveSimulatorOptions({ dataFile: file, durability }), clock, log)
  onTestFinished(async () => { await store.close() })
  const before = syncs()
  for (const id of ['1', '2', '3']) await apply(store, putOrder(id))
  expect(syncs() - before).toBe(expected)
  // The files of a killed process, as the system has them.
  expect((await allRecords(await openStore(await copyOf(file)))).map(([, id]) => id)).toEqual(['1', '2', '3'])
})

it('with durability os, a journal is on the disk before another one follows it', async () => {
  const file = await newDataFile()
  const disk = createDisk(file, () => 0.5)
  const store = await openStore(file, { files: disk.files, durability: 'os' })
  await apply(store, putOrder('1'))
  expect(disk.isDirty('state.json.journal')).toBe(true)
  const dirty: boolean[] = []
  disk.fault = (operation, name) => {
    if (operation === 'rename' && name === 'state.json.journal.1') dirty.push(disk.isDirty('state.json.journal'))
    return undefined
  }
  await store.close()
  expect(dirty).toEqual([false])
})
