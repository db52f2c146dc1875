import { setImmediate } from 'node:timers/promises'

export interface Deferred<T> { readonly promise: Promise<T>, readonly resolve: (value: T) => void, readonly reject: (error: Error) => void }

/** A promise and the means to settle it. */
export function deferred<T = void> (): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => { settle = { resolve, reject } })
  promise.catch(() => {})
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) }
}

/** A write that waits for the test. */
export interface Held {
  /** Resolves once the write has come. */
  readonly reached: Promise<void>
  open (): void
  fail (error: Error): void
}

/** Stands before what makes commits durable. */
export interface Gate {
  /** Holds the next write. */
  hold (): Held
  /** To be awaited by each write, first of all. */
  pass (): Promise<void>
  /** Lets everything through, so that a store can be closed even when a test has failed. */
  openAll (): void
}

export function createGate (): Gate {
  let next: { reached: Deferred<void>, verdict: Deferred<void> } | undefined
  const all: Array<Deferred<void>> = []
  return {
    hold () {
      const [reached, verdict] = [deferred(), deferred()]
      next = { reached, verdict }
      all.push(verdict)
      return { reached: reached.promise, open: () => { verdict.resolve() }, fail: verdict.reject }
    },
    async pass () {
      const held = next
      next = undefined
      held?.reached.resolve()
      await held?.verdict.promise
    },
    openAll () {
      next = undefined
      for (const verdict of all) verdict.resolve()
    }
  }
}

/** @returns whether a promise is still pending after everything that could go on without the test has gone on. */
export async function isPending (promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = (): void => { settled = true }
  promise.then(settle, settle)
  for (let turn = 0; turn < 50; turn++) await setImmediate()
  return !settled
}
