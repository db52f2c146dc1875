import { describe, expect, it } from 'vitest'
import { createSharedRun } from '../../data/shared-run.ts'
import { deferred } from './gate.ts'

describe('a shared run', () => {
  it('begins after each call that gets it, once for all that wait', async () => {
    const gates = [deferred(), deferred()]
    const began: number[] = []
    const run = createSharedRun(async () => {
      const turn = began.length
      began.push(turn)
      await gates[turn]?.promise
      return turn
    })
    const first = run()
    await Promise.resolve()
    const others = [run(), run(), run()]
    gates[0]?.resolve()
    expect(await first).toBe(0)
    gates[1]?.resolve()
    expect(await Promise.all(others)).toEqual([1, 1, 1])
    expect(began).toEqual([0, 1])
  })

  it('that fails fails its calls alone', async () => {
    let turn = 0
    const run = createSharedRun(async () => {
      if (turn++ === 0) throw new Error('away')
      return turn
    })
    await expect(run()).rejects.toThrow('away')
    expect(await run()).toBe(2)
  })
})
