import { setImmediate } from 'node:timers/promises'

/** Let the requests that have come meanwhile go first. */
export const nextTurn = async (): Promise<void> => { await setImmediate() }

/** Items of a step (count): other requests wait no longer than for one step. */
const STEP = 2000
/** Items of a step (count) whose visits change or make something. */
export const SHORT_STEP = 250

/**
 * Visit each item. Between two steps, other requests get their turn: stored records never change, so a list of them
 * stays as it was read.
 * @param items - the items
 * @param visit - is called with each item, in their order
 * @param step - work of a step: items (count), fewer if a visit takes long
 * @param workOf - the work that the visit of an item was: for how many it counts
 */
export async function inSteps<T> (
  items: Iterable<T>, visit: (item: T, index: number) => void, step = STEP, workOf: (item: T) => number = () => 1
): Promise<void> {
  let index = 0
  let work = 0
  for (const item of items) {
    if (work >= step) {
      await nextTurn()
      work = 0
    }
    visit(item, index++)
    work += workOf(item)
  }
}

/** Parts of a step (count). */
const PARTS = 10

/** Finish work that has small parts. Between two steps, other requests get their turn. */
export async function finishInSteps<T> (work: Iterator<undefined, T>): Promise<T> {
  let part = work.next()
  for (let count = 1; part.done !== true; count++) {
    if (count % PARTS === 0) await nextTurn()
    part = work.next()
  }
  return part.value
}
