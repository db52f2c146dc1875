import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ErrorBox } from './basics.tsx'

interface DialogProps { readonly title: string, readonly onClose: () => void, readonly children: ComponentChildren }

/** A modal dialog: the browser keeps the focus inside, closes it with Escape, and gives the focus back. */
export function Dialog ({ title, onClose, children }: DialogProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => { element.current?.showModal() }, [])
  return (
    <dialog ref={element} onClose={onClose} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type='button' class='small' onClick={() => { element.current?.close() }}>Close</button>
      </header>
      {children}
    </dialog>
  )
}

/** A field of a form. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'number' | 'datetime-local' | 'password'
  readonly value?: string
  readonly hint?: string
  readonly required?: boolean
  readonly options?: ReadonlyArray<readonly [value: string, label: string]>
  /** Rows of a text of several lines (count). */
  readonly rows?: number
  /** Step of a number (`0.01` for money). */
  readonly step?: string
}

/** A label with its input. */
export function FormField (field: Field): JSX.Element {
  const { name, label, type = 'text', value = '', hint, required = false, options, rows, step } = field
  const hintId = `hint-${name}`
  const common = { id: `field-${name}`, name, required, ...(hint !== undefined && { 'aria-describedby': hintId }) }
  return (
    <div class='field'>
      <label for={common.id}>{label}</label>
      {options !== undefined
        ? (
          <select {...common}>
            {options.map(([one, text]) => <option key={one} value={one} selected={one === value}>{text}</option>)}
          </select>
          )
        : rows !== undefined
          ? <textarea {...common} rows={rows} spellcheck={false} defaultValue={value} />
          : <input {...common} type={type as 'text'} defaultValue={value} {...(step && { step })} autocomplete='off' />}
      {hint !== undefined && <small id={hintId} class='muted'>{hint}</small>}
    </div>
  )
}

interface FormProps {
  readonly fields: readonly Field[]
  readonly submit: string
  /** Takes the values by name; a refusal appears above the button. */
  readonly onSubmit: (values: Readonly<Record<string, string>>) => Promise<void> | void
  readonly danger?: boolean
}

/** A form that shows the refusal of its call. */
export function Form ({ fields, submit, onSubmit, danger = false }: FormProps): JSX.Element {
  const [error, setError] = useState<Error>()
  const [busy, setBusy] = useState(false)
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    setError(undefined)
    try {
      await onSubmit(Object.fromEntries([...data].map(([name, value]) => [name, String(value).trim()])))
    } catch (problem) {
      setError(problem as Error)
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => { send(event as SubmitEvent) }}>
      {fields.map((field) => <FormField key={field.name} {...field} />)}
      <ErrorBox error={error} />
      <button type='submit' class={danger ? 'danger' : 'primary'} disabled={busy}>{submit}</button>
    </form>
  )
}
