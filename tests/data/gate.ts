import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Store } from '../../data/store.ts'

/** A promise and the means to settle it. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

/** Create a pending promise. */
export function deferred<T = void> (): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined
  const promise = new Promise<T>((resolve, reject) => { settle = { resolve, reject } })
  promise.catch(() => {})
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) }
}

/** A write that waits at a gate. */
export interface Held {
  /** Resolves once the write has reached the gate. */
  readonly reached: Promise<void>
  /** Let the write pass. */
  open (): void
  /** Fail the write. */
  fail (error: Error): void
}

/** Controls when commits become durable. */
export interface Gate {
  /** Hold the next write. */
  hold (): Held
  /** Wait until the gate is open; each write calls this first. */
  pass (): Promise<void>
  /** Let every write pass, so that a store closes even after a failed test. */
  openAll (): void
}

/** Create a gate that is open. */
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

/**
 * Open a store whose writes pass a gate, and close it after the test.
 * @param open - opens an empty store
 */
export async function openBehindGate (open: (gate: Gate) => Promise<Store>): Promise<{ gate: Gate, store: Store }> {
  const gate = createGate()
  const store = await open(gate)
  onTestFinished(async () => {
    gate.openAll()
    await store.close()
  })
  return { gate, store }
}

/** @returns whether a promise is still pending after everything that can proceed without the test has done so. */
export async function isPending (promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  const settle = (): void => { settled = true }
  promise.then(settle, settle)
  for (let turn = 0; turn < 50; turn++) await setImmediate()
  return !settled
}
