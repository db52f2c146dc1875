import type { JSX } from 'preact'
import { Badge, CopyButton, Empty, ErrorBox, Panel, Snippet, Time } from '../../components/basics.tsx'
import { BASE, type Listed, read } from '../../client/api.ts'
import { pathIn, shortId, tail, words } from '../../client/format.ts'
import { hrefOf, listHref } from '../../client/router.ts'
import type { LeaseSummary, OpportunitySummary, OrderSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { BookabilityPanel } from './bookability.tsx'
import { EditPanel } from './edit.tsx'
import { Offers } from './offers.tsx'
import { asCurl, asTest } from './snippets.ts'
import { type Holders, SpacesBar } from './spaces-bar.tsx'
import { offersOf } from './windows.ts'

interface File {
  readonly opportunity: OpportunitySummary | undefined
  /** Its SessionSeries or FacilityUse, which has the offers. */
  readonly group: OpportunitySummary | undefined
  readonly leases: readonly LeaseSummary[]
  readonly orders: readonly OrderSummary[]
}

async function load (id: string, signal: AbortSignal): Promise<File> {
  const find = async (one: string): Promise<OpportunitySummary | undefined> =>
    (await read<Listed<OpportunitySummary>>('opportunities', { opportunity: one }, signal)).items[0]
  const [opportunity, leases, orders] = await Promise.all([
    find(id),
    read<Listed<LeaseSummary>>('leases', { opportunity: id }, signal),
    read<Listed<OrderSummary>>('orders', { opportunity: id }, signal)
  ])
  const group = opportunity !== undefined && 'group' in opportunity && opportunity.group !== undefined
    ? await find(opportunity.group)
    : undefined
  return { opportunity, group, leases: leases.items, orders: orders.items }
}

/** One opportunity. */
export function OpportunityDetail ({ id }: { id: string }): JSX.Element {
  const { data, error } = useData(async (signal) => await load(id, signal), [id])
  const { opportunity, group } = data ?? {}
  const offers = offersOf(opportunity, group)
  const [offer] = offers
  return (
    <>
      <div class='row'>
        <a href={listHref('timetable')}>← Timetable</a>
        <h2 class='grow'>{opportunity?.name ?? group?.name ?? pathIn(id)}</h2>
        <CopyButton text={id} label='Copy @id' />
      </div>
      <ErrorBox error={error} />
      {data !== undefined && opportunity === undefined && <Empty>There is no such opportunity any more.</Empty>}
      {data !== undefined && opportunity !== undefined && (
        <div class='columns'>
          <div class='stack'>
            <Panel title={words(opportunity.type)}>
              <Facts file={data} opportunity={opportunity} />
              <Offers offers={offers} start={'start' in opportunity ? opportunity.start : undefined} />
            </Panel>
            {offer !== undefined && (
              <Panel title='Book this'>
                <div class='body'>
                  {offer.requires?.includes('OpenBookingIntakeForm') === true && (
                    <p class='muted'>The offer has an intake form: add the answers, orderItemIntakeFormResponse.</p>
                  )}
                  <Snippet title='curl' text={asCurl(BASE, opportunity, offer)} />
                  <Snippet title='vitest' text={asTest(BASE, opportunity, offer)} />
                </div>
              </Panel>
            )}
          </div>
          <div class='stack'>
            <EditPanel opportunity={opportunity} />
            {offers.length > 0 && <BookabilityPanel id={id} offers={offers} />}
          </div>
        </div>
      )}
    </>
  )
}

/** @returns the booking partners that lease spaces of an opportunity */
function holdersOf (leases: readonly LeaseSummary[], id: string): Holders {
  const held = new Map<string, number>()
  for (const { partner, spaces, holds } of leases) {
    const count = spaces.find(({ opportunity }) => opportunity === id)?.count ?? 0
    if (holds && count > 0) held.set(partner, (held.get(partner) ?? 0) + count)
  }
  return held
}

function Facts ({ file, opportunity }: { file: File, opportunity: OpportunitySummary }): JSX.Element {
  const { group, leases, orders } = file
  const { spaces, status } = opportunity
  return (
    <dl class='body'>
      {status !== undefined && <><dt>Status</dt><dd><Badge tone='bad'>{words(status)}</Badge></dd></>}
      {opportunity.start !== undefined && <><dt>Starts</dt><dd><Time at={opportunity.start} /></dd></>}
      {opportunity.end !== undefined && <><dt>Ends</dt><dd><Time at={opportunity.end} /></dd></>}
      {spaces !== undefined && (
        <><dt>Spaces</dt><dd><SpacesBar spaces={spaces} holders={holdersOf(leases, opportunity.id)} /></dd></>
      )}
      {leases.length > 0 && (
        <>
          <dt>Leased by</dt>
          <dd>{leases.map(({ uuid, partner, expires }) => (
            <div key={uuid}>
              {partner} <a href={hrefOf('orders', [uuid], { partner })}><code>{shortId(uuid)}</code></a>
              {expires !== undefined && <> until <Time at={expires} /></>}
            </div>
          ))}
          </dd>
        </>
      )}
      {orders.length > 0 && (
        <>
          <dt>Booked by</dt>
          <dd>{orders.map(({ uuid, partner }) => (
            <div key={uuid}>
              {partner} <a href={hrefOf('orders', [uuid], { partner })}><code>{shortId(uuid)}</code></a>
            </div>
          ))}
          </dd>
        </>
      )}
      {group !== undefined && (
        <>
          <dt>{words(group.type)}</dt>
          <dd><a href={hrefOf('timetable', [group.id])}>{group.name ?? tail(group.id)}</a></dd>
        </>
      )}
      <dt>Seller</dt><dd>{tail(opportunity.seller)}</dd>
      <dt>@id</dt><dd><code>{opportunity.id}</code></dd>
    </dl>
  )
}
