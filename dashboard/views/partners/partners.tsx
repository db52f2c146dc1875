import type { JSX } from 'preact'
import { Badge, Count, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { type Listed, read } from '../../client/api.ts'
import { tail } from '../../client/format.ts'
import { hrefOf, route } from '../../client/router.ts'
import type { PartnerActivity, SellerSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { Hints } from './hints.tsx'
import { PartnerDetail } from './partner.tsx'

/** The booking partners and sellers, or one booking partner. */
export function Partners (): JSX.Element {
  const { parts: [id] } = route.value
  if (id !== undefined) return <PartnerDetail key={id} id={id} />
  return (
    <div class='columns'>
      <div class='stack'>
        <PartnerList />
        <SellerList />
      </div>
      <Hints />
    </div>
  )
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

const PARTNER_COLUMNS: ReadonlyArray<Column<PartnerActivity>> = [
  {
    title: 'Partner',
    kind: 'fill',
    cell: ({ id, revoked }) => (
      <><a href={hrefOf('partners', [id])}>{id}</a> {revoked && <Badge tone='bad'>revoked</Badge>}</>
    )
  },
  {
    title: 'Last seen',
    kind: 'narrow',
    cell: ({ lastSeen }) => lastSeen === undefined ? <span class='muted'>never</span> : <Time at={lastSeen} brief />
  },
  { title: 'Requests', kind: 'number', cell: ({ requests }) => <Count of={requests} /> },
  {
    title: 'Errors',
    kind: 'number',
    cell: ({ errors }) => sum(errors) > 0 ? <Badge tone='warn'>{sum(errors)}</Badge> : <Count of={0} />
  },
  { title: 'Orders', kind: 'number wide-only', cell: ({ orders }) => <Count of={orders} /> },
  { title: 'Proposals', kind: 'number wide-only', cell: ({ proposals }) => <Count of={proposals} /> },
  { title: 'Leases', kind: 'number wide-only', cell: ({ leases }) => <Count of={leases} /> },
  { title: 'Consents', kind: 'number wide-only', cell: ({ consents }) => <Count of={consents.length} /> }
]

function PartnerList (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<PartnerActivity>>('partners', {}, signal))
  const rows = [...data?.items ?? []].sort((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? ''))
  return (
    <Panel title='Booking partners' actions={<span class='muted'>as far as the request log reaches</span>}>
      <ErrorBox error={error} />
      {rows.length === 0
        ? <Empty>{data === undefined ? 'Loading…' : 'No booking partner.'}</Empty>
        : <Table label='Booking partners' rows={rows} columns={PARTNER_COLUMNS} keyOf={({ id }) => id} />}
    </Panel>
  )
}

const SELLER_COLUMNS: ReadonlyArray<Column<SellerSummary>> = [
  { title: 'Seller', kind: 'fill', cell: ({ id, name }) => <span title={id}>{name} <small>{tail(id)}</small></span> },
  { title: 'Opportunities', kind: 'number wide-only', cell: ({ opportunities }) => <Count of={opportunities} /> },
  { title: 'Orders', kind: 'number', cell: ({ orders }) => <Count of={orders} /> },
  {
    title: 'To decide',
    kind: 'number',
    cell: ({ undecided }) => undecided > 0
      ? <a href={hrefOf('orders', [], { status: 'AwaitingSellerConfirmation' })}>{undecided}</a>
      : <Count of={0} />
  },
  { title: 'Consents to', kind: 'wide-only', cell: ({ consents }) => consents.join(', ') },
  {
    title: 'Login',
    kind: 'narrow',
    cell: ({ login }) => login !== undefined && <code title='Published login'>{login.username} / {login.password}</code>
  }
]

function SellerList (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<SellerSummary>>('sellers', {}, signal))
  return (
    <Panel title='Sellers'>
      <ErrorBox error={error} />
      {data === undefined
        ? <Empty>Loading…</Empty>
        : <Table label='Sellers' rows={data.items} columns={SELLER_COLUMNS} keyOf={({ id }) => id} />}
    </Panel>
  )
}
