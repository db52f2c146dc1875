import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../domain/sample/random.ts'
import { runs } from '../../helpers/runs.ts'
import { newDataFile } from '../files.ts'
import { createDisk } from './cached-disk.ts'
import { type Cut, commitsAfter, cutOften, expectAcknowledged, killAfter, runProcess } from './cut.ts'
import { createLedger } from './ledger.ts'

/** Operations of a process between its start and its stop (count), more or less. */
const OPERATIONS = 30

/** Part of all operations after which a cut is examined (0 to 1). */
const SHARE = 0.2

/** Run processes on one disk, some of which are killed. */
async function work (seed: number): Promise<Cut[]> {
  const random = seededRandom(seed)
  const file = await newDataFile()
  const disk = createDisk(file, random)
  const ledger = createLedger()
  const cuts = cutOften(disk, ledger, random, SHARE)
  for (let process = 1; process <= 5; process++) {
    await runProcess(file, disk, ledger, killAfter(random() < 0.3 ? Infinity : Math.floor(random() * OPERATIONS)))
  }
  return cuts
}

const SEEDS = Array.from({ length: runs(12, 0.2) }, (_, index) => index + 1)

describe('a power cut after any operation of a file store that is killed and started again', () => {
  let [starts, refusals] = [0, 0]

  it.each(SEEDS)('loses nothing that a client has seen (seed %i)', async (seed) => {
    const cuts = await work(seed)
    for (const cut of cuts) {
      const commits = await commitsAfter(cut)
      if (!Array.isArray(commits)) {
        expect(cut.canDamage, `${cut.after}: ${commits.message}`).toBe(true)
        refusals++
        continue
      }
      starts++
      expectAcknowledged(commits, cut)
    }
  })

  it('mostly leaves files that the next start reads', () => {
    expect(starts).toBeGreaterThan(SEEDS.length * 5)
    expect(refusals).toBeLessThan(starts / 4)
  })
})
