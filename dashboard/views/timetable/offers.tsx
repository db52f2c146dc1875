import type { JSX } from 'preact'
import { Badge, Time } from '../../components/basics.tsx'
import { money, words } from '../../client/format.ts'
import { now } from '../../client/live.ts'
import { type OfferSummary, windowsOf } from './windows.ts'

/** Offers with their windows on a timeline. */
export const Offers = ({ offers, start }: {
  offers: readonly OfferSummary[], start: string | undefined
}): JSX.Element => (
  <ul class='list offers' aria-label='Offers'>
    {offers.map((offer) => (
      <li key={offer.id}>
        <span class='grow'>{offer.name}</span>
        {offer.requires?.map((one) => <Badge key={one}>{words(one.replace('OpenBooking', ''))}</Badge>)}
        <b>{money(offer.price, offer.currency)}</b>
        {start !== undefined && <OfferWindows offer={offer} start={start} />}
      </li>
    ))}
  </ul>
)

function OfferWindows ({ offer, start }: { offer: OfferSummary, start: string }): JSX.Element {
  const { from, until, opens, closes, cancellation } = windowsOf(offer, Date.parse(start), now.value)
  const place = (at: number): string => `${100 * (Math.min(Math.max(at, from), until) - from) / (until - from)}%`
  const segment = (first: number, last: number): { left: string, right: string } =>
    ({ left: place(first), right: `calc(100% - ${place(last)})` })
  return (
    <div class='windows'>
      <div class='track' aria-hidden='true'>
        {opens < closes && <span class='booking' style={segment(opens, closes)} />}
        {cancellation !== undefined && <span class='cancelling' style={segment(from, cancellation)} />}
        <Mark text='start' left={place(Date.parse(start))} />
        <Mark text='now' left={place(now.value)} />
      </div>
      <p class='muted'>
        Booking {opens > from && <>from <At ms={opens} /> </>}until <At ms={closes} />. {cancellation === undefined
        ? 'No refund for a cancellation.'
        : <>Refund until <At ms={cancellation} />.</>}
      </p>
    </div>
  )
}

/** A line with its name, on the side that has room. */
function Mark ({ text, left }: { text: string, left: string }): JSX.Element {
  const side = Number.parseFloat(left) > 50 ? 'end' : ''
  return <span class={`mark ${text} ${side}`} style={{ left }}><small>{text}</small></span>
}

const At = ({ ms }: { ms: number }): JSX.Element => <Time at={new Date(ms).toISOString()} />
