import { badAction, badOpportunity, badPatch, badRequest, fullBody, type Stage } from './hostile-bodies.ts'
import { anyProposal, badConfirmation, badProposalAction, badUpdate } from './hostile-proposals.ts'
import { writeJson } from './hostile-values.ts'
import type { World } from './hostile-world.ts'
import { asClient, SELLER_1 } from './requests.ts'

/** A request that the simulator must refuse, or accept without harm. */
export interface Attempt {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Whether credentials and endpoint are valid, so that only the body can be wrong. */
  readonly within: boolean
}

const API = '/api/openbooking'
const PATHS: Readonly<Record<Stage, string>> = { C1: 'order-quote-templates', C2: 'order-quotes', P: 'order-proposals', B: 'orders' }
const STAGES: readonly Stage[] = ['C1', 'C2', 'P', 'B']

const basic = (text: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

const WRONG_CREDENTIALS: ReadonlyArray<Readonly<Record<string, string>>> = [
  {}, basic('openactive:wrong'), basic('someone:UsingDataToHelpPeopleGetActive'), basic('openactive'), basic('\u0000:\u0000'),
  { authorization: 'Basic' }, { authorization: 'Basic !!!' }, { authorization: 'Basic  ' },
  { authorization: 'Bearer abc' }, { authorization: 'bearer eyJhbGciOiJub25lIn0.e30.' }, { authorization: 'Digest username="openactive"' }, { authorization: '' }, { authorization: 'x'.repeat(4000) },
  { 'x-api-key': 'wrong' }, { 'x-api-key': 'RR4NLNYHI3TDOONXFYSI' }, { 'x-api-key': '' }, { 'x-api-key': 'x'.repeat(4000) }, { 'x-api-key': '__proto__' },
  asClient('booking-partner-9', SELLER_1), asClient('', SELLER_1), asClient('booking-partner-1, booking-partner-2', SELLER_1), asClient('constructor', SELLER_1), asClient('openactive', SELLER_1),
  asClient('booking-partner-1'),
  ...['', 'x', `${SELLER_1}9`, `${SELLER_1}/`, `${SELLER_1}/../2`, 'https://evil.example/api/identifiers/sellers/1'].map((seller) => asClient('booking-partner-1', seller))
]

const BAD_UUIDS = [
  'x', '1', '%20', '%00', '%2e%2e', '..%2f..%2forders-rpde', '__proto__', 'constructor', '%C2%A0', '%F0%9F%92%A5', 'null', '%3Cb%3E', '&lt;b&gt;',
  '00000000-0000-0000-0000-00000000000g', '{00000000-0000-0000-0000-000000000000}', '00000000000000000000000000000000', '00000000-0000-0000-0000-000000000000%0A', "'or'1'='1", 'x'.repeat(99)
]
const UNKNOWN_PATHS = [
  '/', '', '/ordeeeeers/x', '/orders', '/orders/', '/orders/x/y', '/Orders/x', '/order-quotes', '/order-proposals', '/order-proposals/x/versions/y', '/orders-rpde/x', '/orders-rpde/', '/order-proposals-rpde/',
  '/test-interface', '/test-interface/datasets', '/test-interface/datasets/x', '/test-interface/actions/x',
  '/%2e%2e/x', '/__proto__', '/constructor', '/%00', '/&lt;b&gt;', '/<b>', '/"x"', '/a|b^c`d', '/é', '/..', '/.', '//', '/*', '/:uuid', '/%F0%9F%92%A5', `/${'x'.repeat(5000)}`, `/${'x/'.repeat(500)}`
]
const OUTSIDE = ['/nothing', '/feeds/x', '/feeds', '/feeds/session-series/', '/api', '/api/identifiers/sellers/1', '/feeds/__proto__', '/feeds/%2e%2e', '/openactive/x', '/.env', '/favicon.ico']
const QUERIES = [
  'afterChangeNumber=-1', 'afterChangeNumber=1.5', 'afterChangeNumber=x', 'afterChangeNumber=', 'afterChangeNumber=9007199254740992', 'afterChangeNumber=99999999999999999999',
  'afterChangeNumber=1&afterChangeNumber=2', 'afterChangeNumber[]=1', 'afterchangenumber=1', 'x=1', '__proto__=1', 'constructor=1', '%3Cb%3E=1', '%00=1', 'afterTimestamp=1&afterId=2', 'afterChangeNumber=%2031',
  `${'x'.repeat(2000)}=1`
]
const FEEDS = ['/feeds/session-series', '/feeds/facility-use-slots', `${API}/orders-rpde`, `${API}/order-proposals-rpde`]

const CONTENT_TYPES = [
  'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/jsonp', 'text/json', 'application/json+ld',
  'application/vnd.openactive.booking+json; version=2', 'application/vnd.openactive.booking+json; version=10', 'application/vnd.openactive.booking+json;version="0"', 'application/vnd.openactive.rpde+json; version=1',
  'x', '/', ';', '*/*', 'application/', 'application/json,text/plain', 'a'.repeat(5000)
]
const ACCEPTS = [
  'text/css', 'application/xml', 'image/*', 'application/vnd.openactive.booking+json; version=2', 'application/json;q=0', '*/*;q=0', 'x', 'application/vnd.openactive.rpde+json', 'text/plain, text/css;q=0.9'
]
const VERBS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'PROPFIND', 'SEARCH', 'LOCK', 'MKCOL'] as const
const ENDPOINTS: ReadonlyArray<readonly [path: string, allowed: readonly string[]]> = [
  ['/order-quote-templates/:uuid', ['PUT']], ['/order-quotes/:uuid', ['PUT', 'DELETE']], ['/orders/:uuid', ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']], ['/orders-rpde', ['GET', 'HEAD']],
  ['/order-proposals/:uuid', ['PUT', 'PATCH']], ['/order-proposals-rpde', ['GET', 'HEAD']],
  ['/test-interface/actions', ['POST']], ['/test-interface/datasets/x/opportunities', ['POST']], ['/test-interface/datasets/x', ['DELETE']]
]

function goodRequest (world: World): Attempt {
  const { dice, items, own, uuids } = world
  const stage = dice.pick(STAGES)
  return { method: 'PUT', path: `${API}/${PATHS[stage]}/${uuids.unused}`, headers: own, body: writeJson(fullBody(stage, [stage === 'P' ? items.approval : items.good], dice)), within: false }
}

function badBody (world: World): Attempt {
  const { dice, own, other, otherSeller, uuids } = world
  const headers = dice.pick([own, own, own, own, own, own, other, otherSeller])
  const which = dice.below(25)
  if (which < 4) {
    const uuid = dice.pick([uuids.booked, uuids.booked, uuids.booked, uuids.deleted, uuids.theirs, uuids.unused])
    return { method: 'PATCH', path: `${API}/orders/${uuid}`, headers, body: badPatch(world), within: true }
  }
  if (which === 4) return { method: 'POST', path: `${API}/test-interface/datasets/hostile/opportunities`, headers, body: badOpportunity(world), within: true }
  if (which === 5) return { method: 'POST', path: `${API}/test-interface/actions`, headers, body: badAction(world), within: true }
  if (which === 6) return { method: 'POST', path: `${API}/test-interface/actions`, headers, body: badProposalAction(world), within: true }
  if (which === 7 || which === 8) return { method: 'PATCH', path: `${API}/order-proposals/${anyProposal(world)}`, headers, body: badUpdate(world), within: true }
  if (which === 9 || which === 10) {
    const { uuid, body } = badConfirmation(world)
    return { method: 'PUT', path: `${API}/orders/${uuid}`, headers, body, within: true }
  }
  const stage = dice.pick(STAGES)
  const uuid = dice.below(8) === 0 ? dice.pick([uuids.booked, uuids.deleted, uuids.theirs, uuids.quoted, anyProposal(world)]) : uuids.unused
  return { method: 'PUT', path: `${API}/${PATHS[stage]}/${uuid}`, headers, body: badRequest(world, stage), within: true }
}

/** Requests with a fault outside the body. */
const OTHERS: ReadonlyArray<(world: World) => Attempt> = [
  (world) => ({ ...goodRequest(world), headers: world.dice.pick(WRONG_CREDENTIALS) }),
  (world) => ({ method: world.dice.pick(['GET', 'HEAD', 'DELETE']), path: `${API}/orders/${world.uuids.booked}`, headers: world.dice.pick(WRONG_CREDENTIALS), within: false }),
  (world) => ({ method: world.dice.pick(['GET', 'DELETE']), path: `${API}/orders/${world.dice.pick([world.uuids.theirs, world.uuids.unused])}`, headers: world.own, within: false }),
  (world) => ({ ...goodRequest(world), path: `${API}/${world.dice.pick(Object.values(PATHS))}/${world.dice.pick(BAD_UUIDS)}` }),
  (world) => ({ method: world.dice.pick(['GET', 'DELETE']), path: `${API}/orders/${world.dice.pick(BAD_UUIDS)}`, headers: world.own, within: false }),
  (world) => ({ ...goodRequest(world), method: world.dice.pick(VERBS), path: `${API}${world.dice.pick(UNKNOWN_PATHS)}`, headers: world.dice.pick([world.own, {}]) }),
  ({ dice }) => ({ method: dice.pick(['GET', 'HEAD', 'POST', 'PUT', 'DELETE']), path: dice.pick(OUTSIDE), headers: {}, body: dice.pick(['', '{', '{}']), within: false }),
  ({ dice, own, uuids }) => {
    const [path, allowed] = dice.pick(ENDPOINTS)
    const method = dice.pick(VERBS.filter((verb) => !allowed.includes(verb)))
    return { method, path: `${API}${path.replace(':uuid', uuids.unused)}`, headers: dice.pick([own, {}]), body: dice.pick(['', '{', '{}', 'x'.repeat(1000)]), within: false }
  },
  (world) => { const good = goodRequest(world); return { ...good, headers: { ...good.headers, 'content-type': world.dice.pick(CONTENT_TYPES) } } },
  (world) => { const good = goodRequest(world); return { ...good, headers: { ...good.headers, accept: world.dice.pick(ACCEPTS) } } },
  ({ dice, own }) => ({ method: dice.pick(['GET', 'HEAD']), path: `${dice.pick(FEEDS)}?${dice.pick(QUERIES)}`, headers: own, within: false }),
  ({ dice, own, uuids }) => {
    const [path, allowed] = dice.pick(ENDPOINTS)
    return { method: dice.pick(allowed), path: `${API}${path.replace(':uuid', uuids.unused)}`, headers: { ...own, ...dice.pick([{}, { 'content-type': 'application/json' }]) }, body: '', within: false }
  }
]

/** Requests that chance produces too rarely: without credentials, for a full opportunity, and of an unknown seller. */
export const SELDOM: ReadonlyArray<(world: World) => Attempt> = [
  ({ uuids }) => ({ method: 'GET', path: `${API}/orders/${uuids.booked}`, headers: {}, within: false }),
  ({ dice, items, own, uuids }) => ({ method: 'PUT', path: `${API}/order-quotes/${uuids.unused}`, headers: own, body: writeJson(fullBody('C2', [items.full], dice)), within: true }),
  ({ dice, items, own, uuids }) => ({ method: 'PUT', path: `${API}/order-quotes/${uuids.unused}`, headers: own, body: writeJson({ ...fullBody('C2', [items.good], dice), seller: `${SELLER_1}9` }), within: true })
]

/**
 * Pad a body beyond the limit.
 * @param bodyLimit - longest body that the simulator reads (bytes)
 */
const tooLarge = (attempt: Attempt, bodyLimit: number): Attempt =>
  ({ ...attempt, body: (attempt.body ?? '').padEnd(bodyLimit + 1) })

/**
 * Create the next request. Three of four have no fault outside the body.
 * @param bodyLimit - longest body that the simulator reads (bytes)
 */
export function nextAttempt (world: World, bodyLimit: number): Attempt {
  if (world.dice.below(4) > 0) return badBody(world)
  return world.dice.below(100) === 0 ? tooLarge(goodRequest(world), bodyLimit) : world.dice.pick(OTHERS)(world)
}
