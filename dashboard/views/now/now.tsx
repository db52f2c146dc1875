import type { JSX } from 'preact'
import { Badge, Empty, Panel, Time } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { shortId } from '../../client/format.ts'
import { counters, requests } from '../../client/live.ts'
import { hrefOf } from '../../client/router.ts'
import type { RequestSummary } from '../../client/types.ts'
import { ClockPanel } from './clock.tsx'
import { DuePanel, FaultsPanel, LeasesPanel } from './lists.tsx'
import { statusTone } from './status-tone.ts'

/** The simulator at this moment. */
export function Now (): JSX.Element {
  return (
    <>
      <Counts />
      <div class='columns'>
        <Panel title='Requests' actions={<span class='muted'>the latest {requests.value.length}</span>}>
          {requests.value.length === 0
            ? <Empty>No request yet. Each request to the APIs appears here as it is answered.</Empty>
            : <RequestTable rows={requests.value} />}
        </Panel>
        <div class='stack'>
          <ClockPanel />
          <LeasesPanel />
          <DuePanel />
          <FaultsPanel />
        </div>
      </div>
    </>
  )
}

/** The path of every booking API. */
const API = /^.*\/api\/openbooking/

const COLUMNS: ReadonlyArray<Column<RequestSummary>> = [
  { title: 'Stage', kind: 'narrow', cell: ({ stage, method }) => <b>{stage ?? method}</b> },
  {
    title: 'Status',
    kind: 'narrow',
    cell: ({ status, dropped }) => <Badge tone={statusTone(status)}>{dropped === true ? 'dropped' : status}</Badge>
  },
  {
    title: 'Request',
    kind: 'fill',
    cell: ({ id, method, path }) => <a href={hrefOf('requests', [String(id)])}>{method} {path.replace(API, '')}</a>
  },
  {
    title: 'Order',
    kind: 'narrow wide-only',
    cell: ({ order }) => order !== undefined && <a href={hrefOf('orders', [order])}><code>{shortId(order)}</code></a>
  },
  { title: 'Partner', kind: 'wide-only', cell: ({ caller }) => caller?.partner },
  { title: 'Error', kind: 'wide-only brief', cell: ({ error }) => <span title={error?.type}>{error?.type}</span> },
  { title: 'ms', kind: 'number wide-only', cell: ({ duration }) => duration },
  { title: 'When', kind: 'narrow', cell: ({ at }) => <Time at={at} brief /> }
]

/** The latest requests, one in a row. */
export const RequestTable = ({ rows }: { rows: readonly RequestSummary[] }): JSX.Element =>
  <Table label='Requests' rows={rows} keyOf={({ id }) => id} columns={COLUMNS} />

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

/** Numbers of all that is stored. */
function Counts (): JSX.Element | null {
  const counted = counters.value
  if (counted === null) return null
  const { opportunities, orders, leases, spaces, proposals } = counted
  const shown = [
    ['Orders', orders], ['Proposals', sum(proposals)], ['Leases', leases], ['Spaces booked', spaces.booked],
    ['Spaces leased', spaces.leased], ['Opportunities', opportunities]
  ] as const
  return (
    <ul class='counts' aria-label='Counters'>
      {shown.map(([name, count]) => <li key={name}><b>{count.toLocaleString('en-GB')}</b> {name}</li>)}
    </ul>
  )
}
