import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { announce } from '../../client/announce.ts'
import { revise } from '../../client/live.ts'
import { ErrorBox } from '../../components/basics.tsx'

/** A button that sends a control call, and shows its refusal. */
export function Act ({ label, name, act, danger = false }: {
  label: string, name: string, act: () => Promise<unknown>, danger?: boolean
}): JSX.Element {
  const [error, setError] = useState<Error>()
  const press = async (): Promise<void> => {
    setError(undefined)
    try {
      await act()
      announce(`${label} ${name}: done`)
      revise()
    } catch (problem) {
      setError(problem as Error)
    }
  }
  return (
    <>
      <button
        type='button' class={`small${danger ? ' danger' : ''}`} aria-label={`${label} ${name}`}
        onClick={() => { press() }}
      >
        {label}
      </button>
      <ErrorBox error={error} />
    </>
  )
}
