import { useEffect, useRef, useState } from 'preact/hooks'
import { revision } from './live.ts'

/** The answer of a call, as far as it has come. */
export interface Loaded<T> {
  readonly data: T | undefined
  readonly error: Error | undefined
}

/** A long list is read again only after a rest of this many times the time that it took. */
const REST = 3

/**
 * Load data for a view, again when its inputs change, and again after each revision of the simulator. The former data
 * stays until the new is there.
 * @param load - reads the data; the first time, it may show a part of them before they are complete
 * @param inputs - values on which it depends
 */
export function useData<T> (
  load: (signal: AbortSignal, showPart: (part: T) => void) => Promise<T>, inputs: readonly unknown[] = []
): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ data: undefined, error: undefined })
  const current = useRef(load)
  current.current = load
  const again = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    const abort = new AbortController()
    let isComplete = false
    const showPart = (part: T): void => {
      if (!isComplete && !abort.signal.aborted) setLoaded({ data: part, error: undefined })
    }
    let state: 'idle' | 'loading' | 'outdated' = 'idle'
    const run = async (): Promise<void> => {
      state = 'loading'
      const started = performance.now()
      try {
        const data = await current.current(abort.signal, showPart)
        isComplete = true
        if (!abort.signal.aborted) setLoaded({ data, error: undefined })
      } catch (error) {
        if (!abort.signal.aborted) setLoaded(({ data }) => ({ data, error: error as Error }))
      }
      await new Promise((resolve) => { setTimeout(resolve, REST * (performance.now() - started)) })
      const isOutdated = state as string === 'outdated'
      state = 'idle'
      if (isOutdated && !abort.signal.aborted) await run()
    }
    again.current = () => {
      if (state === 'idle') run()
      else state = 'outdated'
    }
    run()
    return () => { abort.abort() }
  }, inputs)
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) again.current?.()
    isFirst.current = false
  }, [revision.value])
  return loaded
}
