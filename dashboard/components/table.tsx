import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** A column of a table. */
export interface Column<T> {
  readonly title: string
  readonly cell: (row: T) => ComponentChildren
  /** Class of its cells: `number`, `narrow`, or `wide-only` for one that a phone leaves out. */
  readonly kind?: string
}

interface Props<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: ReadonlyArray<Column<T>>
  readonly keyOf: (row: T) => string | number
  readonly selected?: string | number | undefined
}

/** Height of a row (px), as the style sheet has it. */
const ROW = 34
/** Rows above and below the window (count). */
const SPARE = 8

/** A table of which only the rows in sight are in the document, so that ten thousand rows are as quick as ten. */
export function Table<T> ({ label, rows, columns, keyOf, selected }: Props<T>): JSX.Element {
  const box = useRef<HTMLDivElement>(null)
  const [{ top, height }, setView] = useState({ top: 0, height: 800 })
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {}
    setView({ top: scrollTop, height: clientHeight })
  }
  useLayoutEffect(() => {
    measure()
    addEventListener('resize', measure)
    return () => { removeEventListener('resize', measure) }
  }, [])
  const first = Math.max(0, Math.min(Math.floor(top / ROW), rows.length - 1) - SPARE)
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE)
  const columnCount = columns.length
  const spacer = (count: number): JSX.Element | null =>
    count <= 0
      ? null
      : <tr aria-hidden='true' class='spacer' style={{ height: count * ROW }}><td colSpan={columnCount} /></tr>
  return (
    <div class='table' ref={box} onScroll={measure} tabIndex={0} role='region' aria-label={`Table: ${label}`}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>{columns.map(({ title, kind = '' }) => <th scope='col' key={title} class={kind}>{title}</th>)}</tr>
        </thead>
        <tbody>
          {spacer(first)}
          {rows.slice(first, last).map((row, index) => {
            const key = keyOf(row)
            return (
              <tr key={key} aria-rowindex={first + index + 2} class={key === selected ? 'selected' : ''}>
                {columns.map(({ title, cell, kind = '' }) => <td key={title} class={kind}>{cell(row)}</td>)}
              </tr>
            )
          })}
          {spacer(rows.length - last)}
        </tbody>
      </table>
    </div>
  )
}
