import type { Bug } from './bugs.ts'
import type { Step } from './plan.ts'
import type { World } from './world.ts'

/**
 * Drop the steps of a failing history without which it still fails.
 * @returns the remaining steps, one line of JSON each, and the failure
 */
export async function shrink (world: World, steps: readonly Step[], bug?: Bug): Promise<string> {
  let kept = [...steps]
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let index = 0; index < kept.length;) {
      const fewer = kept.toSpliced(index, size)
      if ((await world.run(fewer, bug)).failure === undefined) index += size
      else kept = fewer
    }
  }
  const { failure } = await world.run(kept, bug)
  return [...kept.map((step) => JSON.stringify(step)), String(failure)].join('\n')
}
