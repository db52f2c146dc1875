import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Badge, CopyButton, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { type Listed, read } from '../../client/api.ts'
import { instant, tail } from '../../client/format.ts'
import { hrefOf, listHref, route, setQuery } from '../../client/router.ts'
import type { FeedPage, FeedReader, FeedSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { ItemPanel, type Item } from './item.tsx'
import { type Positions, positionsOn, readerName } from './positions.ts'
import { ReaderBadge } from './reader-badge.tsx'

/** Items of a page (count): quick to read again after each request. */
const SIZE = 100

interface Loaded { readonly summary: FeedSummary | undefined, readonly found: FeedPage, readonly start: number | null }

/**
 * Read a page of a feed.
 * @param number - number of the page from 1; undefined for the last page
 */
async function load (
  feed: string, partner: string | undefined, number: number | undefined, signal: AbortSignal
): Promise<Loaded> {
  const query = { feed, partner, limit: SIZE }
  const [{ items }, first] = await Promise.all([
    read<Listed<FeedSummary>>('feeds', {}, signal), read<FeedPage>('feeds/page', query, signal)
  ])
  const summary = items.find((one) => one.feed === feed && one.partner === partner)
  const start = first.pages[(number ?? first.pages.length) - 1] ?? null
  if (start === null) return { summary, found: first, start }
  const found = await read<FeedPage>('feeds/page', { ...query, afterChangeNumber: start }, signal)
  return { summary, found, start }
}

/** One feed: its pages and items, and the positions of its readers. */
export function FeedDetail ({ feed, partner }: { feed: string, partner: string | undefined }): JSX.Element {
  const { query } = route.value
  const wanted = query.get('page') ?? ''
  const { data, error } = useData(async (signal) =>
    await load(feed, partner, wanted === '' ? undefined : Number(wanted), signal), [feed, partner, wanted])
  return (
    <>
      <div class='row'>
        <a href={listHref('feeds')}>← Feeds</a>
        <h2 class='grow'>{feed}{partner !== undefined && <span class='muted'> of {partner}</span>}</h2>
        {data?.summary !== undefined && <CopyButton text={data.summary.url} label='Copy address' />}
      </div>
      <ErrorBox error={error} />
      {data !== undefined && <Page feed={feed} partner={partner} loaded={data} chosen={query.get('item') ?? ''} />}
    </>
  )
}

interface PageProps {
  readonly feed: string
  readonly partner: string | undefined
  readonly loaded: Loaded
  /** Change number of the item that is laid out. */
  readonly chosen: string
}

function Page ({ feed, partner, loaded: { summary, found, start }, chosen }: PageProps): JSX.Element {
  const { pages, page: { next } } = found
  const items = found.page.items as unknown as readonly Item[]
  const number = pages.indexOf(start) + 1
  const readers = summary?.readers ?? []
  const positions = positionsOn(readers, items, start, number === pages.length)
  const place = { ...(partner !== undefined && { partner }), page: String(number) }
  const linkOf = (modified: number): string => hrefOf('feeds', [feed], { ...place, item: String(modified) })
  // A change of the thing takes its item off the page, and a person still reads it.
  const kept = useRef<Item>(undefined)
  const onPage = items.find(({ modified }) => String(modified) === chosen)
  if (onPage !== undefined) kept.current = onPage
  const item = onPage ?? (String(kept.current?.modified) === chosen ? kept.current : undefined)
  const newer = onPage === undefined ? items.find(({ id }) => id === item?.id) : undefined
  return (
    <div class='columns'>
      <Panel
        title={`Page ${number} of ${pages.length}`}
        actions={<Pager number={number} last={pages.length} place={place} />}
      >
        {items.length === 0
          ? <Empty>No item yet. The page links to itself, and a broker asks for it again later.</Empty>
          : (
            <Table
              label='Items, newest first' rows={items.toReversed()} columns={columnsOf(positions, linkOf)}
              keyOf={({ modified }) => modified} selected={item?.modified}
            />
            )}
        {positions.before.length > 0 && (
          <p class='body note row'>
            Before the first item: {positions.before.map((one) => <ReaderBadge key={readerName(one)} reader={one} />)}
          </p>
        )}
        <p class='body muted note'>Next page: <code>{next}</code></p>
      </Panel>
      <div class='stack'>
        <Readers readers={readers} isOpen={partner === undefined} />
        {item !== undefined && (
          <ItemPanel
            key={item.modified} feed={feed} item={item} isCurrent={onPage !== undefined}
            newer={newer && linkOf(newer.modified)}
          />
        )}
      </div>
    </div>
  )
}

/** @returns the name of an item, or its id, with its start */
function nameOf ({ id, data }: Item): string {
  const { name, startDate } = data ?? {}
  const start = typeof startDate === 'string' ? instant(startDate).slice(0, 16) : ''
  return [typeof name === 'string' ? name : tail(String(id)), start].filter((text) => text !== '').join(' · ')
}

function columnsOf ({ byItem }: Positions, linkOf: (modified: number) => string): ReadonlyArray<Column<Item>> {
  return [
    {
      title: 'Change number',
      kind: 'narrow',
      cell: ({ modified }) => <a href={linkOf(modified)}><code>{modified}</code></a>
    },
    {
      title: 'State',
      kind: 'narrow',
      cell: ({ state }) => state === 'deleted' ? <Badge tone='bad'>deleted</Badge> : <span class='muted'>{state}</span>
    },
    { title: 'Kind', kind: 'wide-only', cell: ({ kind }) => kind },
    { title: 'Item', kind: 'fill', cell: nameOf },
    {
      // The list of readers, which is below on a phone, has the positions too.
      title: 'Read to here',
      kind: 'narrow wide-only',
      cell: ({ modified }) => byItem.get(modified)?.map((one) => <ReaderBadge key={readerName(one)} reader={one} />)
    }
  ]
}

function Pager ({ number, last, place }: { number: number, last: number, place: Record<string, string> }): JSX.Element {
  const step = (label: string, text: string, to: number): JSX.Element => (
    <button
      type='button' class='small' aria-label={label} disabled={to < 1 || to > last || to === number}
      onClick={() => { setQuery({ ...place, page: String(to) }) }}
    >
      {text}
    </button>
  )
  return (
    <div class='row' role='group' aria-label='Pages'>
      {step('First page', '«', 1)}{step('Page before', '‹', number - 1)}
      {step('Next page', '›', number + 1)}{step('Last page', '»', last)}
    </div>
  )
}

const Readers = ({ readers, isOpen }: { readers: readonly FeedReader[], isOpen: boolean }): JSX.Element => (
  <Panel title='Readers'>
    {readers.length === 0
      ? <Empty>{isOpen ? 'Nobody has read this feed.' : 'Its booking partner has not read this feed.'}</Empty>
      : (
        <ul class='list'>
          {readers.map((reader) => (
            <li key={readerName(reader)}>
              <span class='grow' title={readerName(reader)}>{readerName(reader)}</span>
              <Badge tone={reader.behind === 0 ? 'good' : 'warn'}>
                {reader.behind === 0 ? 'at the end' : `${reader.behind} after it`}
              </Badge>
              <Time at={reader.at} brief />
            </li>
          ))}
        </ul>
        )}
  </Panel>
)
