import { Fragment, type JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Badge, CopyButton, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { money, tail, words } from '../../client/format.ts'
import { now } from '../../client/live.ts'
import { hrefOf, listHref } from '../../client/router.ts'
import type { OrderSummary, ProposalSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { type Action, ON_ACCEPTED, ON_ORDER, ON_PROPOSAL } from './actions.ts'
import { Actions } from './action-buttons.tsx'
import { eventsOf, loadOrder, type OrderFile } from './history.ts'
import { Timeline } from './timeline.tsx'
import { toneOf } from './tone.ts'

/** One order or order proposal: its amounts, items, seller's actions and timeline. */
export function OrderDetail ({ uuid, partner }: { uuid: string, partner: string | undefined }): JSX.Element {
  const { data, error } = useData(async (signal) => await loadOrder(uuid, partner, signal), [uuid, partner])
  return (
    <>
      <div class='row'>
        <a href={listHref('orders')}>← Orders</a>
        <h2 class='grow'><code>{uuid}</code></h2>
        <CopyButton text={uuid} label='Copy UUID' />
      </div>
      <ErrorBox error={error} />
      {data !== undefined && <File uuid={uuid} file={data} />}
    </>
  )
}

function File ({ uuid, file }: { uuid: string, file: OrderFile }): JSX.Element {
  const { order, proposal } = file
  const [marked, setChosen] = useState<readonly string[]>([])
  const record = order ?? proposal
  // An amendment can remove an item that is marked.
  const chosen = marked.filter((id) => record?.items.some((item) => item.id === id))
  const toggle = (id: string): void => {
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  }
  return (
    <div class='columns'>
      <div class='stack'>
        <Panel title={order === undefined && proposal !== undefined ? 'Order proposal' : 'Order'}>
          {record === undefined
            ? <Empty>Nothing is booked under this UUID: it is a quote, or was deleted.</Empty>
            : <Summary record={record} />}
          {record !== undefined && <Items record={record} chosen={chosen} toggle={toggle} />}
          {/* Stays when an action closes the proposal: its result would be lost. */}
          {record !== undefined && (
            <Actions uuid={uuid} partner={record.partner} actions={actionsOf(file)} items={chosen} />
          )}
        </Panel>
      </div>
      <Timeline events={eventsOf(uuid, file, now.peek())} />
    </div>
  )
}

/** @returns the actions that the seller can take now */
function actionsOf ({ order, proposal }: OrderFile): readonly Action[] {
  if (order !== undefined) return ON_ORDER
  if (proposal?.status === 'SellerAccepted') return ON_ACCEPTED
  return proposal?.status === 'AwaitingSellerConfirmation' ? ON_PROPOSAL : []
}

function Summary ({ record }: { record: OrderSummary | ProposalSummary }): JSX.Element {
  const { total, currency, taxes = [] } = record
  return (
    <dl class='body'>
      <dt>Total</dt><dd><b>{money(total, currency)}</b></dd>
      {taxes.map(({ name, amount }) => (
        <Fragment key={name}><dt>of which {name}</dt><dd>{money(amount, currency)}</dd></Fragment>
      ))}
      {'orderNumber' in record && <><dt>Order number</dt><dd>{record.orderNumber}</dd></>}
      {'version' in record && (
        <>
          <dt>Status</dt><dd><Badge tone={toneOf(record.status)}>{words(record.status)}</Badge></dd>
          <dt>Version</dt><dd><code>{record.version}</code></dd>
          {record.sellerNote !== undefined && <><dt>Seller’s note</dt><dd>{record.sellerNote}</dd></>}
          {record.answers !== undefined && <><dt>Seller answers</dt><dd><Time at={record.answers} /></dd></>}
        </>
      )}
      {record.customerNote !== undefined && <><dt>Customer’s note</dt><dd>{record.customerNote}</dd></>}
      <dt>Booking partner</dt><dd>{record.partner}</dd>
      <dt>Seller</dt><dd>{tail(record.seller)}</dd>
    </dl>
  )
}

function Items ({ record, chosen, toggle }: {
  record: OrderSummary | ProposalSummary, chosen: readonly string[], toggle: (id: string) => void
}): JSX.Element {
  return (
    <ul class='list items' aria-label='Items'>
      {record.items.map((item) => (
        <li key={item.id}>
          {record.items.length > 1 && 'orderNumber' in record && (
            <input
              type='checkbox' aria-label={`Select item ${item.position}`} checked={chosen.includes(item.id)}
              onChange={() => { toggle(item.id) }}
            />
          )}
          <span class='grow'>
            <a class='inline' href={hrefOf('timetable', [item.opportunity])}>{item.name ?? tail(item.opportunity)}</a>
            {item.start !== undefined && <> <Time at={item.start} /></>}
          </span>
          {'status' in item && <Badge tone={toneOf(item.status)}>{words(item.status.replace('OrderItem', ''))}</Badge>}
          {'accessCode' in item && <code title='Access code'>{item.accessCode}</code>}
          <span class='number'>{money(item.price, record.currency)}</span>
          {'cancellationMessage' in item && <em>{item.cancellationMessage}</em>}
          {'customerNotice' in item && <em>{item.customerNotice}</em>}
        </li>
      ))}
    </ul>
  )
}
