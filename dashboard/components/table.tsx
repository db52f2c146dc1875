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
export function Table<T> (props: Props<T>): JSX.Element {
  const { label, rows, columns, keyOf, selected } = props
  const box = useRef<HTMLDivElement>(null)
  const [{ top: scrolled, height }, setView] = useState({ top: 0, height: 800 })
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {}
    setView({ top: scrollTop, height: clientHeight })
  }
  useLayoutEffect(() => {
    measure()
    addEventListener('resize', measure)
    return () => { removeEventListener('resize', measure) }
  }, [])
  const top = scrolled + useAnchor(box, props, measure)
  const first = Math.max(0, Math.min(Math.floor(top / ROW), rows.length - 1) - SPARE)
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE)
  const columnCount = columns.length
  const spacer = (count: number): JSX.Element | null =>
    count <= 0
      ? null
      : <tr aria-hidden='true' class='spacer' style={{ height: `${count * ROW}px` }}><td colSpan={columnCount} /></tr>
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
              <tr
                key={key} data-index={first + index} aria-rowindex={first + index + 2}
                class={key === selected ? 'selected' : ''}
              >
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

/**
 * Keep the rows in sight where they are when others come before them, unless the table shows its first row: a person
 * reads them, or has the focus in one of them.
 * @param measure - looks at the table after it has scrolled
 * @returns the way that the table scrolls before this view of it is painted (px)
 */
function useAnchor<T> (
  box: { readonly current: HTMLElement | null }, { rows, keyOf }: Props<T>, measure: () => void
): number {
  const before = useRef(rows)
  const way = useRef(0)
  if (before.current !== rows) {
    if (box.current !== null) way.current += ROW * movedBy(box.current, before.current, rows, keyOf)
    before.current = rows
  }
  useLayoutEffect(() => {
    if (way.current === 0 || box.current === null) return
    box.current.scrollTop += way.current
    way.current = 0
    measure()
  })
  return way.current
}

/** @returns the rows that have come before the one that a person reads or has the focus in (count) */
function movedBy<T> (table: HTMLElement, before: readonly T[], rows: readonly T[], keyOf: Props<T>['keyOf']): number {
  const focused = table.contains(document.activeElement) ? document.activeElement?.closest('tr') : null
  if (table.scrollTop === 0 && focused == null) return 0
  const index = Number(focused?.dataset['index'] ?? Math.floor(table.scrollTop / ROW))
  const anchor = before[index]
  if (anchor === undefined) return 0
  const key = keyOf(anchor)
  return Math.max(0, rows.findIndex((row) => keyOf(row) === key) - index)
}
