import { expect, it } from 'vitest'
import { seededRandom } from '../../../domain/sample/random.ts'
import { runs } from '../../helpers/runs.ts'
import { newDataFile } from '../files.ts'
import { createDisk, InjectedError, type Operation } from './cached-disk.ts'
import { type Cut, commitsAfter, cutOften, expectAcknowledged, runProcess } from './cut.ts'
import { createLedger, type Ledger } from './ledger.ts'

/** Part of the operations that fail, and of those after which a cut is examined (0 to 1). */
const SHARE = 0.2
const SEEDS = Array.from({ length: runs(5, 0.2) }, (_, index) => index + 1)

/** Run processes on a disk whose operations fail or lie now and then, and cut its power. */
async function work (
  seed: number, operations: readonly Operation[], fault: 'lie' | Error
): Promise<{ cuts: Cut[], ledger: Ledger, faults: number }> {
  const random = seededRandom(seed)
  const file = await newDataFile()
  const disk = createDisk(file, random)
  const ledger = createLedger()
  const cuts = cutOften(disk, ledger, random, SHARE)
  let faults = 0
  for (let process = 1; process <= 4; process++) {
    await runProcess(file, disk, ledger, (operation) => {
      if (!operations.includes(operation) || random() >= SHARE) return undefined
      faults++
      return fault
    })
  }
  return { cuts, ledger, faults }
}

let acknowledged = 0

it.each(SEEDS)('short writes and failed syncs lose nothing that a client has seen (seed %i)', async (seed) => {
  const failing = ['write', 'truncate', 'sync', 'sync folder', 'rename'] as const
  const { cuts, ledger, faults } = await work(seed, failing, new InjectedError('EIO: i/o error'))
  expect(faults).toBeGreaterThan(0)
  acknowledged += ledger.acknowledged.size
  for (const cut of cuts) {
    const commits = await commitsAfter(cut)
    if (Array.isArray(commits)) expectAcknowledged(commits, cut)
    else expect(cut.canDamage, `${cut.after}: ${commits.message}`).toBe(true)
  }
})

it('acknowledges changes between the failures', () => { expect(acknowledged).toBeGreaterThan(SEEDS.length) })

it.each(SEEDS)('after lying syncs, a start has the first commits or names damage (seed %i)', async (seed) => {
  const { cuts, faults } = await work(seed, ['sync', 'sync folder'], 'lie')
  expect(faults).toBeGreaterThan(0)
  expect(cuts.length).toBeGreaterThan(0)
  for (const cut of cuts) {
    const commits = await commitsAfter(cut)
    if (Array.isArray(commits)) expect(commits, cut.after).toEqual(commits.map((_, index) => index + 1))
    else expect(commits.message).toContain('Nothing was changed.')
  }
})
