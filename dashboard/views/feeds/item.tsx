import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Badge, ErrorBox, Json, Panel, type Tone } from '../../components/basics.tsx'
import { announce } from '../../client/announce.ts'
import { call } from '../../client/api.ts'
import { hrefOf } from '../../client/router.ts'
import type { Finding } from '../../client/types.ts'

/** An item of a page. */
export interface Item {
  readonly state: 'updated' | 'deleted'
  readonly kind: string
  readonly id: string
  readonly modified: number
  readonly data?: Readonly<Record<string, unknown>>
}

/** Modes of the OpenActive validator for the feeds of orders; open feeds have the third. */
const MODES: Readonly<Record<string, string>> = {
  'orders-rpde': 'OrdersFeed', 'order-proposals-rpde': 'OrderProposalsFeed'
}
const OPEN_MODE = 'BookableRPDEFeed'

interface Verdict { readonly valid: boolean, readonly findings: readonly Finding[] }

interface Props {
  readonly feed: string
  readonly item: Item
  /** Whether the page of the feed still has it. */
  readonly isCurrent: boolean
  /** Address of the item that has taken its place on the page. */
  readonly newer: string | undefined
}

/** One item of a feed, and the findings of the OpenActive validator on it. */
export function ItemPanel ({ feed, item, isCurrent, newer }: Props): JSX.Element {
  const [verdict, setVerdict] = useState<Verdict>()
  const [error, setError] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const { modified, kind, id, data } = item
  const mode = MODES[feed] ?? OPEN_MODE
  const validate = async (): Promise<void> => {
    setError(undefined)
    setBusy(true)
    try {
      const found = await call<Verdict>('POST', 'validate', { body: { document: data, mode } })
      setVerdict(found)
      announce(found.valid ? 'Valid' : 'Not valid')
    } catch (problem) {
      setError(problem as Error)
    }
    setBusy(false)
  }
  const isOrder = MODES[feed] !== undefined
  const target = isOrder ? hrefOf('orders', [id]) : hrefOf('timetable', [String(data?.['@id'])])
  return (
    <Panel
      title={`Item ${modified}`}
      actions={data !== undefined && <a href={target}>{isOrder ? 'Show the order' : 'Show in the timetable'}</a>}
    >
      <div class='body'>
        {!isCurrent && (
          <p class='muted'>
            The page no longer has this item: a later change has taken its place.
            {newer !== undefined && <> <a class='inline' href={newer}>Show the later one</a></>}
          </p>
        )}
        {data === undefined
          ? <p class='muted'>{kind} {id} is deleted: the item has no data.</p>
          : (
            <button type='button' disabled={isBusy} onClick={() => { validate() }}>
              {isBusy ? 'Validating…' : `Validate as ${mode}`}
            </button>
            )}
        <ErrorBox error={error} />
        {verdict !== undefined && <Findings verdict={verdict} />}
        <Json title='Item' value={item} open />
      </div>
    </Panel>
  )
}

const TONES: Readonly<Record<string, Tone>> = { failure: 'bad', warning: 'warn' }

const Findings = ({ verdict: { valid, findings } }: { verdict: Verdict }): JSX.Element => (
  <div class='result'>
    <p><Badge tone={valid ? 'good' : 'bad'}>{valid ? 'Valid' : 'Not valid'}</Badge></p>
    <ul class='plain findings'>
      {findings.map(({ severity, path, message }, index) => (
        <li key={index}>
          <Badge tone={TONES[severity] ?? 'plain'}>{severity}</Badge> <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  </div>
)
