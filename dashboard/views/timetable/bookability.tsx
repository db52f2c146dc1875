import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Badge, Panel, Time } from '../../components/basics.tsx'
import { Form } from '../../components/dialog.tsx'
import { read } from '../../client/api.ts'
import { instant, money, words } from '../../client/format.ts'
import { now } from '../../client/live.ts'
import type { Bookability } from '../../client/types.ts'
import type { OfferSummary } from './windows.ts'

/** The question whether an opportunity can be booked by an offer at an instant, and why not. */
export function BookabilityPanel ({ id, offers }: { id: string, offers: readonly OfferSummary[] }): JSX.Element {
  const [report, setReport] = useState<Bookability>()
  const ask = async ({ offer = '', at = '' }: Readonly<Record<string, string>>): Promise<void> => {
    const moment = at === '' ? undefined : `${at.replace(' ', 'T').replace(/Z$/, '')}Z`
    setReport(await read<Bookability>('bookability', { opportunity: id, offer, at: moment }))
  }
  return (
    <Panel title='Why can’t it be booked?'>
      <div class='body'>
        <Form
          fields={[
            {
              name: 'offer',
              label: 'Offer',
              options: offers.map((offer) => [offer.id, `${offer.name}, ${money(offer.price, offer.currency)}`])
            },
            { name: 'at', label: 'Moment (UTC)', hint: `Now, if empty; otherwise such as ${instant(now.peek())}` }
          ]} submit='Ask' onSubmit={ask}
        />
        {report !== undefined && <Answer report={report} />}
      </div>
    </Panel>
  )
}

const Answer = ({ report: { bookable, at, reasons, remaining, requires } }: { report: Bookability }): JSX.Element => (
  <div class='result' role='status'>
    <p>
      <Badge tone={bookable ? 'good' : 'bad'}>{bookable ? 'Can be booked' : 'Cannot be booked'}</Badge> <Time at={at} />
    </p>
    <ul>
      {reasons.map(({ type, description }) => <li key={type}><code>{type}</code> {description}</li>)}
      {remaining !== undefined && <li>{remaining} {remaining === 1 ? 'space' : 'spaces'} can be had.</li>}
      {requires.map((one) => <li key={one}>It requires {words(one.replace('OpenBooking', '')).toLowerCase()}.</li>)}
    </ul>
  </div>
)
