import type { JSX } from 'preact'
import { Badge, Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { instant, money, shortId, tail, words } from '../../client/format.ts'
import { hrefOf, route, setQuery } from '../../client/router.ts'
import { useData } from '../../client/use-data.ts'
import { OrderDetail } from './order.tsx'
import { isOpen, keyOf, loadRows, type Row, select, statusesOf, STATUSES } from './rows.ts'
import { toneOf } from './tone.ts'

const COLUMNS: ReadonlyArray<Column<Row>> = [
  {
    title: 'UUID',
    kind: 'narrow',
    cell: ({ record: { uuid, partner } }) => (
      <a href={hrefOf('orders', [uuid], { partner })}><code>{shortId(uuid)}</code></a>
    )
  },
  {
    title: 'Status',
    kind: 'narrow',
    cell: (row) => statusesOf(row).map((status) => (
      <Badge key={status} tone={toneOf(status)}>{words(status.replace('OrderItem', ''))}</Badge>
    ))
  },
  { title: 'Kind', kind: 'wide-only', cell: ({ kind }) => kind === 'order' ? 'Order' : 'Proposal' },
  {
    title: 'Items',
    kind: 'fill wide-only',
    cell: ({ record: { items } }) => items.map(({ name, opportunity }) => name ?? tail(opportunity)).join(', ')
  },
  {
    title: 'Starts',
    kind: 'wide-only',
    cell: ({ record: { items: [item] } }) => item?.start !== undefined && instant(item.start).slice(0, 16)
  },
  { title: 'Partner', kind: 'wide-only', cell: ({ record: { partner } }) => partner },
  { title: 'Seller', kind: 'wide-only', cell: ({ record: { seller } }) => tail(seller) },
  { title: 'Total', kind: 'number', cell: ({ record: { total, currency } }) => money(total, currency) }
]

/** Orders and order proposals, or one of them. */
export function Orders (): JSX.Element {
  const { parts: [uuid], query } = route.value
  return uuid === undefined
    ? <OrderList />
    : <OrderDetail key={uuid} uuid={uuid} partner={query.get('partner') ?? undefined} />
}

function OrderList (): JSX.Element {
  const { query } = route.value
  const text = query.get('find') ?? ''
  const status = query.get('status') ?? ''
  const { data, error } = useData(loadRows)
  const rows = select(data ?? [], text, status)
  const open = (data ?? []).filter(isOpen).length
  return (
    <>
      <div class='row filters' role='search'>
        <input
          type='search' aria-label='Search orders' placeholder='UUID, number, partner, seller, opportunity'
          class='grow'
          value={text} onInput={({ currentTarget: { value } }) => { setQuery({ find: value, status }) }}
        />
        <select
          aria-label='Status' value={status}
          onChange={({ currentTarget: { value } }) => { setQuery({ find: text, status: value }) }}
        >
          <option value=''>Every status</option>
          {STATUSES.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
        </select>
      </div>
      <ErrorBox error={error} />
      <Panel
        title='Orders and proposals'
        actions={<span class='muted'>{rows.length} of {data?.length ?? 0}{open > 0 && `, ${open} to decide`}</span>}
      >
        {rows.length === 0
          ? <Empty>{data === undefined ? 'Loading…' : data.length === 0 ? 'No order yet.' : 'No order matches.'}</Empty>
          : <Table label='Orders and proposals' rows={rows} columns={COLUMNS} keyOf={keyOf} />}
      </Panel>
    </>
  )
}
