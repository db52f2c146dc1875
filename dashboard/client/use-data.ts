import { useEffect, useState } from 'preact/hooks'
import { revision } from './live.ts'

/**
 *
 */
export interface Loaded<T> {
  readonly data: T | undefined
  readonly error: Error | undefined
}

/**
 * Load data for a view, again when its inputs change, and again with each revision of the simulator. The former data
 * stays until the new is there.
 * @param load - reads the data
 * @param inputs - values on which it depends
 */
export function useData<T> (load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[] = []): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ data: undefined, error: undefined })
  useEffect(() => {
    const abort = new AbortController()
    load(abort.signal).then(
      (data) => { if (!abort.signal.aborted) setLoaded({ data, error: undefined }) },
      (error: Error) => { if (!abort.signal.aborted) setLoaded(({ data }) => ({ data, error })) }
    )
    return () => { abort.abort() }
  }, [revision.value, ...inputs])
  return loaded
}
