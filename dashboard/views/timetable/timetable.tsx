import type { JSX } from 'preact'
import { Badge, Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { readAll } from '../../client/api.ts'
import { instant, money, tail, words } from '../../client/format.ts'
import { clock, now } from '../../client/live.ts'
import { hrefOf, route, setQuery } from '../../client/router.ts'
import type { OpportunitySummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { OpportunityDetail } from './opportunity.tsx'
import { SpacesBar } from './spaces-bar.tsx'
import { offersOf } from './windows.ts'

const DAY = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const TYPES = ['ScheduledSession', 'Slot', 'Event', 'HeadlineEvent', 'CourseInstance', 'OnDemandEvent'] as const

interface Row {
  readonly one: OpportunitySummary
  readonly name: string
  /** Its SessionSeries or FacilityUse. */
  readonly group: OpportunitySummary | undefined
}

/** @returns the lowest price; of rows in sight only */
function priceOf ({ one, group }: Row): string {
  const prices = offersOf(one, group)
  const [cheapest] = prices.toSorted((a, b) => a.price - b.price)
  if (cheapest === undefined) return ''
  return `${prices.length > 1 ? 'from ' : ''}${money(cheapest.price, cheapest.currency)}`
}

const COLUMNS: ReadonlyArray<Column<Row>> = [
  { title: 'Name', kind: 'fill', cell: ({ one, name }) => <a href={hrefOf('timetable', [one.id])}>{name}</a> },
  { title: 'Type', kind: 'wide-only', cell: ({ one: { type } }) => words(type) },
  {
    title: 'Status',
    kind: 'wide-only',
    cell: ({ one: { status } }) => status !== undefined &&
      <Badge tone='bad'>{words(status.replace('Event', ''))}</Badge>
  },
  { title: 'Seller', kind: 'wide-only', cell: ({ one: { seller } }) => tail(seller) },
  { title: 'Price', kind: 'number wide-only', cell: priceOf },
  {
    title: 'Free spaces',
    kind: 'narrow',
    cell: ({ one: { spaces } }) => spaces !== undefined && <SpacesBar spaces={spaces} />
  }
]

/** @returns the columns; the heading of the list names a single day */
function columnsOf (day: string): ReadonlyArray<Column<Row>> {
  const first = day === 'all' ? 0 : 11
  const start: Column<Row> = {
    title: 'Start (UTC)',
    kind: 'narrow',
    cell: ({ one: { start } }) => start === undefined ? 'any time' : <code>{instant(start).slice(first, 16)}</code>
  }
  return [start, ...COLUMNS]
}

/** Opportunities by day and type, or one of them. */
export function Timetable (): JSX.Element {
  const { parts: [id] } = route.value
  if (id !== undefined) return <OpportunityDetail key={id} id={id} />
  // The days begin with that of the simulated clock.
  return clock.value === null ? <Empty>Loading…</Empty> : <List />
}

interface Wanted { readonly type: string, readonly day: string, readonly free: string }

/**
 * Read the opportunities of a day, or of all.
 * @param showPart - takes the rows so far
 */
async function loadRows (
  { type, day, free }: Wanted, signal: AbortSignal, showPart: (rows: Row[]) => void
): Promise<Row[]> {
  const range = day === 'all' ? {} : { from: `${day}T00:00:00Z`, until: `${day}T23:59:59Z` }
  const groups = async (kind: string): Promise<OpportunitySummary[]> =>
    await readAll('opportunities', { type: kind }, signal)
  const grouped = (await Promise.all([groups('SessionSeries'), groups('FacilityUse')])).flat()
  const groupById = new Map(grouped.map((group) => [group.id, group]))
  const query = { type, ...range, minRemaining: free === '' ? 0 : 1 }
  const onPart = (found: readonly OpportunitySummary[]): void => { showPart(rowsOf(found, groupById)) }
  return rowsOf(await readAll<OpportunitySummary>('opportunities', query, signal, { onPart }), groupById)
}

function rowsOf (found: readonly OpportunitySummary[], groups: ReadonlyMap<string, OpportunitySummary>): Row[] {
  return found.map((one) => {
    const group = groups.get(one.group ?? '')
    return { one, name: one.name ?? group?.name ?? tail(one.id), group }
  }).sort((a, b) => order(a.one.start ?? '', b.one.start ?? ''))
}

/** Instants in UTC have the order of their characters. */
const order = (a: string, b: string): number => a < b ? -1 : Number(a > b)

function List (): JSX.Element {
  const { query } = route.value
  const filters = {
    day: query.get('day') ?? dayOf(now.peek()),
    type: query.get('type') ?? '',
    find: query.get('find') ?? '',
    free: query.get('free') ?? ''
  }
  const { day, type, find, free } = filters
  const { data, error } = useData<Row[]>(async (signal, showPart) =>
    await loadRows({ type, day, free }, signal, showPart), [day, type, free])
  const wanted = find.toLowerCase()
  const rows = (data ?? []).filter(({ name, one }) => `${name} ${one.id}`.toLowerCase().includes(wanted))
  const set = (changed: Partial<typeof filters>): void => { setQuery({ ...filters, ...changed }) }
  const step = (days: number): void => { set({ day: dayOf(Date.parse(day) + days * DAY) }) }
  return (
    <>
      <div class='row filters' role='search'>
        <input
          type='search' aria-label='Search opportunities' placeholder='Name or @id' value={find}
          onInput={({ currentTarget: { value } }) => { set({ find: value }) }}
        />
        <button type='button' aria-label='Day before' disabled={day === 'all'} onClick={() => { step(-1) }}>‹</button>
        <input
          class='day' type='date' aria-label='Day' value={day === 'all' ? '' : day}
          onChange={({ currentTarget: { value } }) => { set({ day: value === '' ? 'all' : value }) }}
        />
        <button type='button' aria-label='Day after' disabled={day === 'all'} onClick={() => { step(1) }}>›</button>
        <button type='button' aria-pressed={day === 'all'} onClick={() => { set({ day: 'all' }) }}>All days</button>
        <select aria-label='Type' value={type} onChange={({ currentTarget: { value } }) => { set({ type: value }) }}>
          <option value=''>Every type</option>
          {TYPES.map((one) => <option key={one} value={one}>{words(one)}</option>)}
        </select>
        <label>
          <input
            type='checkbox' checked={free !== ''}
            onChange={({ currentTarget: { checked } }) => { set({ free: checked ? '1' : '' }) }}
          /> With free spaces
        </label>
      </div>
      <ErrorBox error={error} />
      <Panel title={day === 'all' ? 'Every day' : day} actions={<span class='muted'>{rows.length}</span>}>
        {rows.length === 0
          ? <Empty>{data === undefined ? 'Loading…' : 'No opportunity matches.'}</Empty>
          : <Table label='Opportunities' rows={rows} columns={columnsOf(day)} keyOf={({ one }) => one.id} />}
      </Panel>
    </>
  )
}
