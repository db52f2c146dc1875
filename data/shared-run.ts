/**
 * Let calls share a piece of work, where each needs a run that begins after its call: one run is under way, and all
 * calls that come meanwhile get the next one.
 * @param work - the work
 * @returns the call; it fails with the run that it gets
 */
export function createSharedRun<T> (work: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | undefined

  async function begin (): Promise<T> {
    next = undefined
    const run = work()
    last = run.catch(() => {})
    return await run
  }

  return async () => await (next ??= last.then(begin))
}
