import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ControlProblem } from '../client/api.ts'
import { instant, relative } from '../client/format.ts'
import { announce } from '../client/announce.ts'
import { now } from '../client/live.ts'

export type Tone = 'plain' | 'good' | 'warn' | 'bad'

/** A short word of status. */
export const Badge = ({ tone = 'plain', children }: { tone?: Tone, children: ComponentChildren }): JSX.Element =>
  <span class={`badge ${tone}`}>{children}</span>

/** A number, faint where it is zero. */
export const Count = ({ of: count }: { of: number }): JSX.Element =>
  <span class={count === 0 ? 'muted' : ''}>{count.toLocaleString('en-GB')}</span>

/** An instant with its distance from the simulated now. */
export function Time ({ at, brief = false }: { at: string, brief?: boolean }): JSX.Element {
  const distance = relative(Date.parse(at), now.value)
  return (
    <time dateTime={at} title={`${instant(at)} UTC`}>
      {brief ? distance : <>{instant(at)} <span class='muted'>{distance}</span></>}
    </time>
  )
}

/** The refusal of a call, with its place in the request. */
export function ErrorBox ({ error }: { error: Error | undefined }): JSX.Element | null {
  if (error === undefined) return null
  const { status, path } = error instanceof ControlProblem ? error : { status: undefined, path: undefined }
  return (
    <div class='error-box' role='alert'>
      <strong>{status !== undefined && status > 0 ? `Refused (${status})` : 'Problem'}</strong> {error.message}
      {path !== undefined && path !== '' && <> <code>{path}</code></>}
    </div>
  )
}

/** A button that copies a text; `name` says which one where several buttons have the same label. */
export function CopyButton (
  { text, label = 'Copy', name }: { text: string, label?: string, name?: string }
): JSX.Element {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await copyText(text)
    setCopied(true)
    announce('Copied')
    setTimeout(() => { setCopied(false) }, 1500)
  }
  const accessible = name === undefined ? undefined : `${label} ${name}`
  return (
    <button type='button' class='small' aria-label={accessible} onClick={() => { copy() }}>
      {copied ? 'Copied' : label}
    </button>
  )
}

/** Where a page has no clipboard (over http beyond this machine), or may not use it, older browsers have a command. */
async function copyText (text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    return
  } catch {
    // The command follows.
  }
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** A text to copy, such as a command. */
export const Snippet = ({ title, text }: { title: string, text: string }): JSX.Element => (
  <figure class='snippet'>
    <figcaption>{title} <CopyButton text={text} label={`Copy ${title}`} /></figcaption>
    <pre tabIndex={0}>{text}</pre>
  </figure>
)

/** A JSON document that opens on demand. */
export const Json = ({ title, value, open = false }: {
  title: string, value: unknown, open?: boolean
}): JSX.Element => (
  <details class='json' open={open}>
    <summary>{title}</summary>
    <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
  </details>
)

/** The words in place of an empty list. */
export const Empty = ({ children }: { children: ComponentChildren }): JSX.Element => <p class='empty'>{children}</p>

/** A part of a view below a heading. */
export const Panel = ({ title, actions, children }: {
  title: string, actions?: ComponentChildren, children: ComponentChildren
}): JSX.Element => (
  <section class='panel' aria-label={title}>
    <header><h2>{title}</h2>{actions}</header>
    {children}
  </section>
)
