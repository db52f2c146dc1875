import { Fragment, type JSX } from 'preact'
import { CopyButton, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Listed, read } from '../../client/api.ts'
import { counted, tail } from '../../client/format.ts'
import { requests } from '../../client/live.ts'
import { hrefOf, listHref } from '../../client/router.ts'
import type { PartnerActivity } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { RequestTable } from '../now/now.tsx'
import { Hints } from './hints.tsx'

/** One booking partner: its activity, credentials, positions, requests and hints. */
export function PartnerDetail ({ id }: { id: string }): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<PartnerActivity>>('partners', {}, signal))
  const partner = data?.items.find((one) => one.id === id)
  const own = requests.value.filter(({ caller }) => caller?.partner === id)
  return (
    <>
      <div class='row'>
        <a href={listHref('partners')}>← Partners</a>
        <h2 class='grow'>{id}</h2>
      </div>
      <ErrorBox error={error} />
      {data !== undefined && partner === undefined && <Empty>There is no such booking partner.</Empty>}
      {partner !== undefined && (
        <div class='columns'>
          <div class='stack'>
            <Panel title={partner.name}><Facts partner={partner} /></Panel>
            <Panel title='Requests'>
              {own.length === 0
                ? <Empty>No request in the log.</Empty>
                : <RequestTable rows={own} />}
            </Panel>
          </div>
          <div class='stack'>
            <Credentials published={partner.published} />
            <Hints partner={id} />
          </div>
        </div>
      )}
    </>
  )
}

function Facts ({ partner }: { partner: PartnerActivity }): JSX.Element {
  const { lastSeen, orders, proposals, leases, errors, feeds, consents, id } = partner
  const failed = Object.entries(errors).sort(([, a], [, b]) => b - a)
  return (
    <dl class='body'>
      <dt>Last seen</dt><dd>{lastSeen === undefined ? 'never' : <Time at={lastSeen} />}</dd>
      <dt>Holds</dt>
      <dd>
        <a class='inline' href={hrefOf('orders', [], { find: id })}>
          {counted(orders, 'order')}, {counted(proposals, 'proposal')}
        </a>, {counted(leases, 'lease')}
      </dd>
      <dt>Errors</dt>
      <dd>{failed.length === 0 ? 'none' : failed.map(([type, count]) => <div key={type}>{count} × {type}</div>)}</dd>
      <dt>Reads</dt>
      <dd>{feeds.length === 0
        ? 'no feed of its own'
        : feeds.map(({ feed, afterChangeNumber, at }) => {
          const name = feed.split('/').at(-1) ?? ''
          return (
            <div key={feed}>
              <a class='inline' href={hrefOf('feeds', [name], { partner: id })}>{name}</a>
              {' '}after {afterChangeNumber ?? 'the beginning'} <Time at={at} brief />
            </div>
          )
        })}
      </dd>
      <dt>Consent of</dt><dd>{consents.length === 0 ? 'no seller' : consents.map(tail).join(', ')}</dd>
    </dl>
  )
}

/** How each secret is used. */
const USES = {
  key: ['API key', 'header X-API-Key'],
  password: ['Password', 'HTTP Basic, with the id as user name'],
  clientSecret: ['Client secret', 'OpenID Connect, with the id as client id'],
  initialAccessToken: ['Initial access token', 'dynamic client registration']
} as const

const Credentials = ({ published = {} }: { published: PartnerActivity['published'] | undefined }): JSX.Element => {
  const secrets = Object.entries(published) as Array<[keyof typeof USES, string]>
  return (
    <Panel title='Credentials'>
      {secrets.length === 0
        ? <Empty>Its credentials are its own, and only their digests are stored.</Empty>
        : (
          <dl class='body'>
            {secrets.map(([kind, secret]) => (
              <Fragment key={kind}>
                <dt>{USES[kind][0]}</dt>
                <dd class='row'><code>{secret}</code> <CopyButton text={secret} name={USES[kind][0]} /></dd>
                <dt /><dd class='muted'>{USES[kind][1]}</dd>
              </Fragment>
            ))}
          </dl>
          )}
    </Panel>
  )
}
