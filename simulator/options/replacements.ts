import type { Store } from '../../data/store.ts'
import { OptionsError } from './spelling.ts'

/** Methods of a store, every one of which the simulator calls. */
const STORE_METHODS = [
  'transaction', 'read', 'feedPage', 'mark', 'forget', 'dueAt', 'isWritable', 'close'
] as const satisfies ReadonlyArray<keyof Store>

/**
 * Check the options that replace parts of the simulator. Programs without types can give anything.
 * @param given - the options `clock`, `newId` and `store`, undefined for those that are not given
 * @throws {OptionsError} if one of them can be no such part
 */
export function requireReplacements (
  { clock, newId, store }: { readonly clock: unknown, readonly newId: unknown, readonly store: unknown }
): void {
  if (clock !== undefined && typeof clock !== 'function' && typeof clock !== 'string') {
    throw new OptionsError('option clock must be a function that returns a Date, or the start of the simulated clock ' +
      `as a text, such as 2027-03-09T10:20:00Z; got ${kindOf(clock)}`)
  }
  if (newId !== undefined && typeof newId !== 'function') {
    throw new OptionsError(`option newId must be a function that returns a new text; got ${kindOf(newId)}`)
  }
  if (store === undefined) return
  const methods: Readonly<Record<string, unknown>> = Object(store)
  const missing = STORE_METHODS.filter((name) => typeof methods[name] !== 'function')
  if (missing.length > 0) throw new OptionsError(`option store must implement Store; it lacks ${missing.join(', ')}`)
}

/** Name the kind of a value: a Date is what people give most. */
function kindOf (value: unknown): string {
  if (value === null) return 'null'
  return value instanceof Date ? 'a Date' : `a value of the type ${typeof value}`
}
