import { Fragment, type JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { BASE, type Listed, read } from '../../client/api.ts'
import { Badge, CopyButton, Empty, ErrorBox, Json, Panel, Time } from '../../components/basics.tsx'
import { requests } from '../../client/live.ts'
import { hrefOf, listHref, route } from '../../client/router.ts'
import type { RequestEntry, RequestSummary } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { RequestTable } from '../now/now.tsx'
import { statusTone } from '../now/status-tone.ts'
import { curlOf } from './curl.ts'
import { answerDifferences, type Difference, differences } from './differences.ts'

/** The request log, and one request of it with its answer. */
export function Requests (): JSX.Element {
  const id = Number(route.value.parts[0])
  return id > 0 ? <OneRequest id={id} key={id} /> : <AllRequests />
}

const AllRequests = (): JSX.Element => (
  <Panel title='Requests'>
    {requests.value.length === 0
      ? <Empty>No request yet. Each request to the APIs appears here as it is answered.</Empty>
      : <RequestTable rows={requests.value} />}
  </Panel>
)

interface Found { readonly entry: RequestEntry | undefined, readonly before: RequestEntry | undefined }

/** @returns the request, and the one before it for the same order of the same booking partner */
async function load (id: number, signal: AbortSignal): Promise<Found> {
  const { items: [entry] } = await read<Listed<RequestEntry>>('requests', { after: id - 1, limit: 1 }, signal)
  if (entry?.id !== id) return { entry: undefined, before: undefined }
  if (entry.order === undefined) return { entry, before: undefined }
  const query = { order: entry.order, partner: entry.caller?.partner, limit: 500, bodies: false }
  const { items } = await read<Listed<RequestSummary>>('requests', query, signal)
  const earlier = items.findLast((other) => other.id < id)
  if (earlier === undefined) return { entry, before: undefined }
  const { items: [before] } = await read<Listed<RequestEntry>>('requests', { after: earlier.id - 1, limit: 1 }, signal)
  return { entry, before }
}

function OneRequest ({ id }: { id: number }): JSX.Element {
  // A request never changes, and the log soon has no room for it.
  const kept = useRef<Found>(undefined)
  const { data, error } = useData(async (signal) => {
    if (kept.current?.entry === undefined) kept.current = await load(id, signal)
    return kept.current
  }, [id])
  if (data === undefined) return error === undefined ? <Empty>Loading…</Empty> : <ErrorBox error={error} />
  const { entry, before } = data
  if (entry === undefined) {
    return (
      <>
        <div class='row'><a href={listHref('requests')}>← Requests</a></div>
        <Empty>The request log does not have request {id}. It keeps the latest ones.</Empty>
      </>
    )
  }
  const { method, path, status, stage, at, duration, order, request, response } = entry
  const curl = curlOf(entry, new URL(BASE).origin)
  return (
    <>
      <div class='row'>
        <a href={listHref('requests')}>← Requests</a>
        <h2 class='grow'>Request {id}</h2>
        <CopyButton text={curl} label='Copy as curl' />
      </div>
      <Panel title={stage ?? method}>
        <div class='body'>
          <p class='row'>
            <Badge tone={statusTone(status)}>{status}</Badge> <code>{method} {path}</code>
          </p>
          <dl>
            <dt>When</dt><dd><Time at={at} /></dd>
            <dt>Time to the answer</dt><dd>{duration} ms</dd>
            {order !== undefined && (
              <><dt>Order</dt><dd><a href={hrefOf('orders', [order])}><code>{order}</code></a></dd></>
            )}
          </dl>
          <details><summary>curl</summary><pre tabIndex={0}>{curl}</pre></details>
        </div>
      </Panel>
      {entry.error !== undefined && <Refusal error={entry.error} />}
      {before !== undefined && <Comparison before={before} entry={entry} />}
      <div class='halves'>
        <Message title='Request' message={request} />
        <Message title='Answer' message={response} />
      </div>
    </>
  )
}

/** The error of an answer: its cause, and its place in the specification. */
function Refusal ({ error }: { error: NonNullable<RequestEntry['error']> }): JSX.Element {
  const { type, description, check, property, expected, received, specification } = error
  const rows = [
    ['Description', description], ['Check', check], ['Property', property], ['Expected', expected],
    ['Received', received]
  ] as const
  return (
    <Panel title={type ?? 'Error'}>
      <dl class='body'>
        {rows.map(([name, value]) => value !== undefined && (
          <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment>
        ))}
        <dt>Specification</dt><dd><a href={specification} rel='noreferrer'>{specification}</a></dd>
      </dl>
    </Panel>
  )
}

/** Headers and body of a request or an answer. */
const Message = ({ title, message }: { title: string, message: RequestEntry['request'] }): JSX.Element => (
  <Panel title={title}>
    <div class='body'>
      <Json title='Headers' value={message.headers} />
      {message.truncated === true && <p class='muted'>The body is longer than the log keeps.</p>}
      {message.body !== undefined && <Json title='Body' value={message.body} open />}
    </div>
  </Panel>
)

/** The changes since the request before for the same order. */
function Comparison ({ before, entry }: { before: RequestEntry, entry: RequestEntry }): JSX.Element {
  const { id, stage, method } = before
  const link = <a href={hrefOf('requests', [String(id)])}>Request {id} ({stage ?? method})</a>
  return (
    <Panel title='Compared with the request before for this UUID' actions={link}>
      <Changes title='Request' changes={differences(before.request.body, entry.request.body)} />
      <Changes title='Answer' changes={answerDifferences(before.response.body, entry.response.body)} />
    </Panel>
  )
}

const shown = (value: unknown): string => value === undefined ? '–' : JSON.stringify(value)

const Changes = ({ title, changes }: { title: string, changes: readonly Difference[] }): JSX.Element => (
  <div class='body'>
    <h3>{title}</h3>
    {changes.length === 0
      ? <p class='muted'>Both bodies are equal.</p>
      : (
        <dl>
          {changes.map(({ path, before, after }) => (
            <Fragment key={path}>
              <dt><code>{path === '' ? 'body' : path}</code></dt>
              <dd><del>{shown(before)}</del> → <ins>{shown(after)}</ins></dd>
            </Fragment>
          ))}
        </dl>
        )}
  </div>
)
