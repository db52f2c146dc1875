import type { JSX } from 'preact'
import { Count, Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { type Listed, read } from '../../client/api.ts'
import { hrefOf, route, setQuery } from '../../client/router.ts'
import type { FeedSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { FeedDetail } from './feed.tsx'
import { readerName } from './positions.ts'
import { ReaderBadge } from './reader-badge.tsx'

/** The feeds of the simulator, or one of them. */
export function Feeds (): JSX.Element {
  const { parts: [feed], query } = route.value
  if (feed === undefined) return <FeedList />
  const partner = query.get('partner') ?? undefined
  return <FeedDetail key={`${feed} ${partner ?? ''}`} feed={feed} partner={partner} />
}

const COLUMNS: ReadonlyArray<Column<FeedSummary>> = [
  {
    title: 'Feed',
    kind: 'narrow',
    cell: ({ feed, partner = '' }) => <a href={hrefOf('feeds', [feed], { partner })}>{feed}</a>
  },
  { title: 'Partner', kind: 'narrow wide-only', cell: ({ partner }) => partner ?? <span class='muted'>open</span> },
  { title: 'Items', kind: 'number wide-only', cell: ({ items }) => <Count of={items} /> },
  { title: 'Deleted', kind: 'number wide-only', cell: ({ deleted }) => <Count of={deleted} /> },
  { title: 'Newest change', kind: 'number wide-only', cell: ({ newest }) => newest },
  {
    title: 'Readers',
    kind: 'fill',
    cell: ({ readers }) => readers.map((reader) => <ReaderBadge key={readerName(reader)} reader={reader} />)
  }
]

function FeedList (): JSX.Element {
  const isAll = route.value.query.get('all') !== null
  const { data, error } = useData(async (signal) => await read<Listed<FeedSummary>>('feeds', {}, signal))
  const rows = (data?.items ?? []).filter(({ partner, items, readers }) =>
    isAll || partner === undefined || items > 0 || readers.length > 0)
  const hidden = (data?.items.length ?? 0) - rows.length
  const toggle = (isAll || hidden > 0) && (
    <button type='button' class='small' aria-pressed={isAll} onClick={() => { setQuery(isAll ? {} : { all: '1' }) }}>
      Show empty feeds of partners
    </button>
  )
  return (
    <>
      <ErrorBox error={error} />
      <Panel title='Feeds' actions={toggle}>
        {data === undefined
          ? <Empty>Loading…</Empty>
          : <Table label='Feeds' rows={rows} columns={COLUMNS} keyOf={({ url, partner }) => `${url} ${partner}`} />}
        <p class='body muted note'>
          A reader is at the change number that its last request follows. −3 means that three items come after it.
        </p>
      </Panel>
    </>
  )
}
