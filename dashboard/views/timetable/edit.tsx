import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ErrorBox, Json, Panel } from '../../components/basics.tsx'
import { Dialog, type Field, Form } from '../../components/dialog.tsx'
import { announce } from '../../client/announce.ts'
import { call } from '../../client/api.ts'
import { revise } from '../../client/live.ts'
import { hrefOf } from '../../client/router.ts'
import type { OpportunityPatch, OpportunityResult, OpportunitySummary } from '../../client/types.ts'

type Values = Readonly<Record<string, string>>

/** Changes of an opportunity: spaces, times, name, price, cancellation and postponement. */
export function EditPanel ({ opportunity }: { opportunity: OpportunitySummary }): JSX.Element {
  const [isEditing, setEditing] = useState(false)
  const [error, setError] = useState<Error>()
  const [result, setResult] = useState<OpportunityResult>()
  const change = async (patch: OpportunityPatch): Promise<void> => {
    setError(undefined)
    const made = await call<OpportunityResult>('PATCH', `opportunities/${encodeURIComponent(opportunity.id)}`, {
      body: patch
    })
    setResult(made)
    setEditing(false)
    announce(made.changed ? 'Changed' : 'Nothing has changed')
    revise()
  }
  const set = (status: OpportunityPatch['status'], label: string, danger = false): JSX.Element => (
    <button
      type='button' class={danger ? 'danger' : ''}
      onClick={() => { change({ status } as OpportunityPatch).catch(setError) }}
    >
      {label}
    </button>
  )
  const status = opportunity.status ?? 'EventScheduled'
  return (
    <Panel title='Change'>
      <div class='body'>
        <div class='row'>
          <button type='button' onClick={() => { setEditing(true) }}>Edit…</button>
          {status === 'EventScheduled' ? set('EventPostponed', 'Postpone') : set('EventScheduled', 'Schedule again')}
          {status !== 'EventCancelled' && set('EventCancelled', 'Cancel', true)}
        </div>
        <ErrorBox error={error} />
        {result !== undefined && <Result result={result} />}
      </div>
      {isEditing && (
        <Dialog title='Edit' onClose={() => { setEditing(false) }}>
          <Form
            fields={fieldsOf(opportunity)} submit='Save'
            onSubmit={async (values) => { await change(patchOf(opportunity, values)) }}
          />
        </Dialog>
      )}
    </Panel>
  )
}

const Result = ({ result: { changed, feedItem, affected, orders } }: { result: OpportunityResult }): JSX.Element => (
  <div class='result'>
    <p>{changed ? `Changed: ${affected.length} published.` : 'Nothing has changed.'}</p>
    {orders.length > 0 && (
      <p>
        Orders: {orders.map(({ uuid, partner }) => (
          <a key={uuid} href={hrefOf('orders', [uuid], { partner })}><code>{uuid}</code> </a>
      ))}
      </p>
    )}
    {feedItem !== undefined && <Json title={`Feed item, change number ${feedItem.modified}`} value={feedItem} open />}
  </div>
)

function fieldsOf (opportunity: OpportunitySummary): Field[] {
  const { name, offers: [offer] } = opportunity
  const { start, end, remaining } = valuesOf(opportunity)
  return [
    { name: 'name', label: 'Name', value: name ?? '' },
    ...(remaining === ''
      ? []
      : [{ name: 'remaining', label: 'Free spaces', type: 'number', value: remaining } as const]),
    ...(start === ''
      ? []
      : [
          { name: 'start', label: 'Start (ISO 8601)', value: start, hint: 'With it alone, it stays as long as it is' },
          { name: 'end', label: 'End (ISO 8601)', value: end }
        ]),
    ...(offer === undefined
      ? []
      : [{ name: 'price', label: 'Price of each offer', type: 'number', step: '0.01' } as const])
  ]
}

/** @returns the values of the fields before the change; empty where there is none */
function valuesOf (opportunity: OpportunitySummary): { start: string, end: string, remaining: string } {
  if (!('spaces' in opportunity)) return { start: '', end: '', remaining: '' }
  const { start = '', end = '', spaces } = opportunity
  return { start, end, remaining: 'remaining' in spaces ? String(spaces?.remaining ?? '') : '' }
}

/** @returns only what differs */
function patchOf (opportunity: OpportunitySummary, { name, remaining, start, end, price }: Values): OpportunityPatch {
  const before = valuesOf(opportunity)
  const differs = (value: string | undefined, former: string): value is string =>
    value !== undefined && value !== '' && value !== former
  return {
    ...(differs(name, opportunity.name ?? '') && { name }),
    ...(differs(remaining, before.remaining) && { spaces: { remaining: Number(remaining) } }),
    ...(differs(start, before.start) && { start }),
    ...(differs(end, before.end) && { end }),
    ...(differs(price, '') && { price: Number(price) })
  } as OpportunityPatch
}
