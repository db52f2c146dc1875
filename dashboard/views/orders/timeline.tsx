import type { JSX } from 'preact'
import { Badge, Empty, Json, Panel, Time } from '../../components/basics.tsx'
import { words } from '../../client/format.ts'
import { hrefOf } from '../../client/router.ts'
import { statusTone } from '../now/status-tone.ts'
import { type Event, stateIn } from './history.ts'

/** The life of an order: requests with their decisions, the lease, actions of the seller, and items in the feeds. */
export const Timeline = ({ events }: { events: readonly Event[] }): JSX.Element => (
  <Panel title='Timeline'>
    {events.length === 0
      ? <Empty>Nothing is known. The request log may be shorter than the life of this order.</Empty>
      : (
        <ol class='timeline'>
          {events.map((event) => (
            <li key={event.key} class={event.kind}>
              <div><EventText event={event} /></div>
              {event.at === undefined
                ? <span class='muted'>{event.kind === 'feed' ? 'in the feed now' : 'now'}</span>
                : <Time at={event.at} brief />}
            </li>
          ))}
        </ol>
        )}
  </Panel>
)

function EventText ({ event }: { event: Event }): JSX.Element {
  switch (event.kind) {
    case 'request': {
      const { id, stage, method, status, error } = event.request
      return (
        <>
          <a href={hrefOf('requests', [String(id)])}><b>{stage ?? method}</b></a>
          {' '}<Badge tone={statusTone(status)}>{status}</Badge>
          {error !== undefined && <> {error.type} <span class='muted'>{error.description}</span></>}
        </>
      )
    }
    case 'action': return <>Seller: <b>{event.action}</b></>
    case 'opportunity': return (
      <>
        <a href={hrefOf('timetable', [event.one.id])}>{words(event.one.type)}</a>
        {': '}<b>{words(event.one.status ?? '')}</b>
      </>
    )
    case 'lease': return <>The lease {event.ended ? 'has ended' : 'ends'}</>
    case 'feed': return (
      <>
        {event.item.feed === 'orders' ? 'Orders feed' : 'Order proposals feed'}: <b>{stateIn(event.item)}</b>
        <Json title={`Feed item, change number ${event.item.modified}`} value={event.item} />
      </>
    )
  }
}
