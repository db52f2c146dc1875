import type { JSX } from 'preact'

/** A part of a bar: its name, its size and the class of its colour. */
export interface Part { readonly name: string, readonly size: number, readonly kind: 'booked' | 'leased' | 'free' }

/** Parts of a whole as a bar, with the same in words. */
export function Bar ({ parts }: { parts: readonly Part[] }): JSX.Element {
  const total = parts.reduce((sum, { size }) => sum + size, 0)
  const text = parts.filter(({ size, kind }) => size > 0 || kind === 'free')
    .map(({ name, size }) => `${size} ${name}`).join(', ')
  return (
    <span class='bar' role='img' aria-label={text} title={text}>
      {parts.map(({ name, size, kind }) => size > 0 && (
        <span key={name} class={kind} style={{ width: `${100 * size / Math.max(total, 1)}%` }} />
      ))}
    </span>
  )
}
