import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runs } from '../helpers/runs.ts'
import { BUGS } from './bugs.ts'
import { planOf } from './plan.ts'
import { shrink } from './shrink.ts'
import { createWorld, type World } from './world.ts'

const FIRST = Number(process.env['SIMULATE_FIRST'] ?? 1)
const SEEDS = Number(process.env['SIMULATE_SEEDS'] ?? runs(120))
/** Seeds until a planted bug must be found (count). */
const PATIENCE = 100

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(async () => { await world.close() })

it(`every invariant holds in ${SEEDS} histories`, { timeout: 3_600_000 }, async () => {
  let [steps, requests] = [0, 0]
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const outcome = await world.run(planOf(seed))
    steps += outcome.steps
    requests += outcome.requests
    if (outcome.failure !== undefined) throw new Error(`seed ${seed}: ${outcome.failure}\n${await shrink(world, planOf(seed))}`)
  }
  // A history that did nothing would hold, too.
  expect(steps).toBe(SEEDS * 40)
  expect(requests).toBeGreaterThan(SEEDS * 12)
})

describe('a planted bug is found', () => {
  it.each(Object.entries(BUGS))('%s', async (_name, bug) => {
    for (let seed = 1; seed <= PATIENCE; seed++) {
      const { failure } = await world.run(planOf(seed), bug)
      if (failure !== undefined) return
    }
    expect.fail(`${PATIENCE} seeds have not found it`)
  })
})

it('a failing history is shrunk to the steps that matter', async () => {
  const bug = BUGS['spaces are not counted']
  const text = await shrink(world, planOf(1), bug)
  expect(text.split('\n').length).toBeLessThanOrEqual(3)
  expect(text).toContain('"do":"request"')
})

it('a seed has one history', async () => {
  expect(planOf(7)).toEqual(planOf(7))
  expect(planOf(7)).not.toEqual(planOf(8))
  expect(await world.run(planOf(7))).toEqual(await world.run(planOf(7)))
})
