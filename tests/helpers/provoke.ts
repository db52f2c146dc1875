import { createState } from '../../data/engine/state.ts'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, buildApp, NOW, type Simulator } from './build-app.ts'
import { accepted, confirmationBody, makeForApproval, propose } from './proposals.ts'
import { API } from './refusal.ts'
import {
  b, type Bookable, c1, identifiedBody, make, newUuid, opportunityBody, orderBody, PARTNER_1, proposalBody, quoteBody,
  SELLER_1
} from './requests.ts'

type Body = ReturnType<typeof JSON.parse>
type Headers = Readonly<Record<string, string>>
interface Request { readonly method: string, readonly path: string, readonly headers: Headers, readonly body?: unknown }

const ENDPOINTS = {
  C1: ['PUT', `${API}/order-quote-templates/:uuid`],
  C2: ['PUT', `${API}/order-quotes/:uuid`],
  P: ['PUT', `${API}/order-proposals/:uuid`],
  'U of a proposal': ['PATCH', `${API}/order-proposals/:uuid`],
  'B after P': ['PUT', `${API}/orders/:uuid`],
  B: ['PUT', `${API}/orders/:uuid`],
  U: ['PATCH', `${API}/orders/:uuid`],
  'OrderQuote Deletion': ['DELETE', `${API}/order-quotes/:uuid`],
  'Order Deletion': ['DELETE', `${API}/orders/:uuid`],
  'Order Status': ['GET', `${API}/orders/:uuid`],
  'the orders feed': ['GET', `${API}/orders-rpde`],
  'the proposals feed': ['GET', `${API}/order-proposals-rpde`],
  'an open feed': ['GET', '/feeds/scheduled-sessions'],
  'making an opportunity': ['POST', `${API}/test-interface/datasets/tests/opportunities`],
  'an action': ['POST', `${API}/test-interface/actions`],
  'an action on a proposal': ['POST', `${API}/test-interface/actions`],
  'deleting a dataset': ['DELETE', `${API}/test-interface/datasets/tests`]
} as const
export type Stage = keyof typeof ENDPOINTS

/** Stages with orders that the seller has to approve. */
const FOR_APPROVAL: readonly Stage[] = ['P', 'U of a proposal', 'B after P', 'an action on a proposal']

/** Creates an opportunity that suits a stage. */
export type Maker = (simulator: Simulator, criterion?: string) => Promise<Bookable>

/** The differences between a wrong request and a valid one. */
export interface Given {
  readonly options?: OpenBookingSimulatorOptions
  /** Ordered items. Default: one bookable session. */
  readonly items?: (simulator: Simulator, make: Maker) => Promise<Bookable[]>
  /** Headers of the preparation and of the request. `headers` replaces them in the request. */
  readonly by?: Headers
  readonly headers?: Headers
  readonly method?: string
  readonly path?: string | ((right: string) => string)
  /** The whole body as text, properties of the body, or properties of each of its items. */
  readonly text?: string
  readonly more?: object | ((right: Body) => object)
  readonly item?: object | ((right: Body) => object)
  /** Action between the preparation and the request. */
  readonly meanwhile?: (simulator: Simulator, uuid: string, items: readonly Bookable[]) => Promise<unknown>
}

/**
 * Create a function that makes one opportunity per criterion.
 * @param criteria - names of criteria without the prefix `TestOpportunityBookable`
 */
export const meeting = (...criteria: readonly string[]) => async (simulator: Simulator, make: Maker): Promise<Bookable[]> => {
  const items = []
  for (const criterion of criteria) items.push(await make(simulator, `TestOpportunityBookable${criterion}`))
  return items
}

function succeeded (answer: Answered): Answered {
  if (answer.status >= 400) throw new Error(answer.text)
  return answer
}

/**
 * Send all requests that precede the valid request of a stage.
 * @returns the body of the valid request, undefined if it has none
 */
async function bodyFor (
  stage: Stage, simulator: Simulator, items: readonly Bookable[], call: { uuid: string, headers: Headers }
): Promise<Body> {
  const book = async (): Promise<Body> => succeeded(await b(simulator, items, call)).body
  switch (stage) {
    case 'C1': return quoteBody(items)
    case 'C2': return identifiedBody(items)
    case 'P': return proposalBody(items)
    case 'B': return orderBody(items)
    case 'B after P': return confirmationBody((await accepted(simulator, items, call)).version)
    case 'U of a proposal': {
      await propose(simulator, items, call)
      return { '@context': 'https://openactive.io/', '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected' }
    }
    case 'U': {
      const { orderedItem: [{ '@id': id }] } = await book()
      const item = { '@type': 'OrderItem', '@id': id, orderItemStatus: 'https://openactive.io/CustomerCancelled' }
      return { '@context': 'https://openactive.io/', '@type': 'Order', orderedItem: [item] }
    }
    case 'an action': {
      const { '@id': id } = await book()
      return { '@type': 'test:SellerRequestedCancellationSimulateAction', object: { '@type': 'Order', '@id': id } }
    }
    case 'an action on a proposal': {
      const { body: { '@id': id } } = await propose(simulator, items, call)
      return { '@type': 'test:SellerAcceptOrderProposalSimulateAction', object: { '@type': 'OrderProposal', '@id': id } }
    }
    case 'making an opportunity': return opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1)
    case 'OrderQuote Deletion': succeeded(await c1(simulator, items, call)); return undefined
    case 'Order Deletion':
    case 'Order Status': await book(); return undefined
    default: return undefined
  }
}

const resolve = (change: object | ((right: Body) => object) | undefined, right: Body): object | undefined =>
  typeof change === 'function' ? change(right) : change

/** Options of a simulator with one type of opportunity, which starts faster than with all types. */
export const ONE_TYPE: OpenBookingSimulatorOptions = { types: ['ScheduledSession'] }

/** Create such a simulator, with the options of a request. */
export const buildFor = async ({ options }: Given): Promise<Simulator> => await buildApp({ ...ONE_TYPE, ...options })

/**
 * Prepare a wrong request under a new UUID.
 * @returns the request
 */
export async function prepare (simulator: Simulator, stage: Stage, given: Given): Promise<Request> {
  const { items: makeItems = meeting(''), by = PARTNER_1, headers = by, text, more, item } = given
  const uuid = newUuid()
  const items = await makeItems(simulator, FOR_APPROVAL.includes(stage) ? makeForApproval : make)
  const [method, template] = ENDPOINTS[stage]
  const path = template.replace(':uuid', uuid)
  const right = await bodyFor(stage, simulator, items, { uuid, headers: by })
  await given.meanwhile?.(simulator, uuid, items)
  const changed = item === undefined || right?.orderedItem === undefined ? right : { ...right, orderedItem: right.orderedItem.map((one: Body) => ({ ...one, ...resolve(item, one) })) }
  const body = text ?? (changed === undefined ? undefined : { ...changed, ...resolve(more, changed) })
  const wrongPath = typeof given.path === 'function' ? given.path(path) : given.path ?? path
  return { method: given.method ?? method, path: wrongPath, headers, ...(body !== undefined && { body }) }
}

/** Path in internal error messages that no answer may contain. */
export const INTERNAL_PATH = '/var/lib/simulator'

/**
 * Create options with a disk that is full after the preparation.
 * @param minutes - time between preparation and request (minutes)
 */
export function onFullDisk (minutes = 0): Given {
  const disk = { isFull: false, now: NOW }
  const clock = (): Date => disk.now
  const write = async (): Promise<void> => {
    if (disk.isFull) throw new Error(`ENOSPC: no space left on device, write '${INTERNAL_PATH}'`)
  }
  const store = { ...createState({ write, from: emptySnapshot(NOW) }), close: async () => {} }
  return {
    options: { store, clock },
    meanwhile: async () => { Object.assign(disk, { isFull: true, now: new Date(NOW.getTime() + minutes * 60_000) }) }
  }
}

/** Create options with an unexpected fault after the preparation: `newId` of the host throws. */
export function onFault (): Given {
  const ids = { given: 0, last: Infinity }
  const newId = (): string => {
    if (ids.given >= ids.last) throw new TypeError(`${INTERNAL_PATH}/ids.js is no module`)
    return `ID${++ids.given}`
  }
  return { options: { newId }, meanwhile: async () => { ids.last = ids.given } }
}
