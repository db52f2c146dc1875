import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Badge, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Listed, read, readAll } from '../../client/api.ts'
import { duration, pathIn, shortId } from '../../client/format.ts'
import { now, revise } from '../../client/live.ts'
import { hrefOf } from '../../client/router.ts'
import type { DueItem, FaultView, LeaseSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'

/** Rows of a short list (count). */
const FEW = 8

/** Leases that are read (count); those of more orders at once are no test of a person. */
const MOST = 500

/** Leases with the time that they have left. */
export function LeasesPanel (): JSX.Element {
  const { data, error } = useData(async (signal) =>
    await readAll<LeaseSummary>('leases', {}, signal, { most: MOST }))
  const held = (data ?? []).filter(({ holds }) => holds)
    .sort((a, b) => (a.expires ?? '9').localeCompare(b.expires ?? '9'))
  const ends = held[0]?.expires
  const isOver = ends !== undefined && Date.parse(ends) <= now.value
  // The simulator lets go of the spaces at that instant.
  useEffect(() => { if (isOver) revise() }, [isOver])
  return (
    <Panel title='Leases' actions={<span class='muted'>{held.length}</span>}>
      <ErrorBox error={error} />
      {held.length === 0
        ? <Empty>{data === undefined ? 'Loading…' : 'No lease. C2 makes one, where the simulator leases.'}</Empty>
        : (
          <ul class='list'>
            {held.slice(0, FEW).map((lease) => <LeaseRow key={`${lease.partner} ${lease.uuid}`} lease={lease} />)}
            {held.length > FEW && <li class='muted'>and {held.length - FEW} more</li>}
          </ul>
          )}
    </Panel>
  )
}

function LeaseRow ({ lease: { uuid, partner, expires, spaces } }: { lease: LeaseSummary }): JSX.Element {
  const left = expires === undefined ? undefined : Date.parse(expires) - now.value
  const count = spaces.reduce((total, { count }) => total + count, 0)
  return (
    <li>
      <a href={hrefOf('orders', [uuid], { partner })}><code>{shortId(uuid)}</code></a>
      <span class='grow'>{count} {count === 1 ? 'space' : 'spaces'} <span class='muted'>{partner}</span></span>
      {left === undefined
        ? <span class='muted'>no end</span>
        : <Badge tone={left < 60_000 ? 'warn' : 'plain'}>{left > 0 ? duration(left) : 'ended'}</Badge>}
    </li>
  )
}

/** The next events that happen by themselves. */
export function DuePanel (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<DueItem>>('due', { limit: FEW }, signal))
  return (
    <Panel title='Next events'>
      <ErrorBox error={error} />
      {data?.items.length === 0
        ? <Empty>Nothing happens by itself.</Empty>
        : (
          <ul class='list'>
            {data?.items.map(({ at, kind, event, id }, index) => (
              <li key={`${at} ${id ?? index}`}>
                <span class='grow' title={id}>
                  {event} <span class='muted'>{id === undefined ? kind : placeOf(id)}</span>
                </span>
                <Time at={at} brief />
              </li>
            ))}
          </ul>
          )}
    </Panel>
  )
}

const UUID = /[0-9a-f-]{36}$/

function placeOf (id: string): JSX.Element | string {
  const [uuid] = UUID.exec(id) ?? []
  return uuid === undefined ? pathIn(id) : <a href={hrefOf('orders', [uuid])}><code>{shortId(uuid)}</code></a>
}

/** Fault rules that still have an effect. */
export function FaultsPanel (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<FaultView>>('faults', {}, signal))
  return (
    <Panel title='Faults' actions={<a href={hrefOf('steering')}>Change</a>}>
      <ErrorBox error={error} />
      {data === undefined || data.items.length === 0
        ? <Empty>{data === undefined ? 'Loading…' : 'No fault is set.'}</Empty>
        : (
          <ul class='list'>
            {data.items.map(({ id, fired, on, warnings: _warnings, matched: _matched, ...rule }) => (
              <li key={id}>
                <Badge tone='warn'>{on}</Badge> <code class='grow'>{JSON.stringify(rule)}</code>
                <span class='muted'>{fired} {fired === 1 ? 'hit' : 'hits'}</span>
              </li>
            ))}
          </ul>
          )}
    </Panel>
  )
}
