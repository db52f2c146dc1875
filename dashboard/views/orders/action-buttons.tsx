import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ErrorBox, Json } from '../../components/basics.tsx'
import { Dialog, Form } from '../../components/dialog.tsx'
import { announce } from '../../client/announce.ts'
import { call } from '../../client/api.ts'
import { now, revise } from '../../client/live.ts'
import type { SellerResult } from '../../client/types.ts'
import { type Action, bodyOf } from './actions.ts'
import { keepAction } from './history.ts'

interface Props {
  readonly uuid: string
  readonly partner: string
  readonly actions: readonly Action[]
  /** `@id`s of the items that an action of items concerns; none for all. */
  readonly items: readonly string[]
}

/** Buttons for the actions that a seller can take now, with the feed item that the last one has made. */
export function Actions ({ uuid, partner, actions, items }: Props): JSX.Element {
  const [asking, setAsking] = useState<Action>()
  const [error, setError] = useState<Error>()
  const [result, setResult] = useState<{ readonly label: string, readonly made: SellerResult }>()
  const act = async (action: Action, values: Readonly<Record<string, string>>): Promise<void> => {
    const body = bodyOf(action, values, { order: uuid, partner }, items)
    const made = await call<SellerResult>('POST', `sellers/any/${action.name}`, { body })
    const label = action.label.replace('…', '')
    keepAction(uuid, label, now.peek())
    setResult({ label, made })
    setAsking(undefined)
    announce(`${label}: ${made.changed ? 'done' : 'nothing has changed'}`)
    revise()
  }
  const begin = (action: Action): void => {
    setError(undefined)
    if (action.fields.length > 0) setAsking(action)
    else act(action, {}).catch(setError)
  }
  return (
    <div class='body'>
      {actions.length > 0 && (
        <div class='row' role='group' aria-label='Actions of the seller'>
          {actions.map((action, index) => (
            <button
              key={action.name} type='button'
              class={action.danger === true ? 'danger' : index === 0 && action.name === 'accept' ? 'primary' : ''}
              onClick={() => { begin(action) }}
            >
              {action.label}
            </button>
          ))}
        </div>
      )}
      <ErrorBox error={error} />
      {result !== undefined && <Result {...result} />}
      {asking !== undefined && (
        <Dialog title={asking.label.replace('…', '')} onClose={() => { setAsking(undefined) }}>
          {asking.ofItems && (
            <p class='muted'>{items.length === 0 ? 'For every item' : `For ${items.length} selected`}</p>
          )}
          <Form
            fields={asking.fields} submit={asking.label.replace('…', '')} danger={asking.danger === true}
            onSubmit={async (values) => { await act(asking, values) }}
          />
        </Dialog>
      )}
    </div>
  )
}

const Result = ({ label, made: { changed, feedItem } }: { label: string, made: SellerResult }): JSX.Element => (
  <div class='result'>
    <p>{label}: {changed ? 'done.' : 'nothing has changed.'}</p>
    {feedItem !== undefined && (
      <Json title={`Feed item that it made, change number ${feedItem.modified}`} value={feedItem} open />
    )}
  </div>
)
