import { type Answered, BASE, type Simulator } from '../helpers/build-app.ts'
import { control } from '../helpers/control.ts'
import { asClient, type Bookable, SELLER_1 } from '../helpers/requests.ts'
import { callOf, identityOf, type Known } from './client.ts'
import { createReader, type FeedReader } from './feed-reader.ts'
import { CLIENTS, SLOTS, type Step } from './plan.ts'

/** The outcome of a history. */
export interface Outcome {
  readonly steps: number
  /** Requests that were answered (count). */
  readonly requests: number
  /** The invariant that broke, undefined if all held. */
  readonly failure?: string
}

/** The requests of clients in one history, and the answers that they have seen. */
export interface History {
  begin (step: Exclude<Step, { do: 'write' | 'crash' }>): void
  /** @returns the requests that are not answered yet (count). */
  running (): number
  requests (): number
  /** Clients do not see the answers to the requests that run. */
  loseAnswers (): void
  /** @throws {Error} if an answer has broken an invariant */
  check (): void
  /** Compare everything that clients have seen with the state after a restart. */
  finish (): Promise<void>
}

interface Parts {
  readonly simulator: Simulator
  readonly simple: Bookable
  readonly approved: Bookable
  /** Change number after which everything of this history comes. */
  readonly firstChange: number
}

/** Two clients have one booking partner; the third is another's. */
const partnerOf = (client: number): string => `booking-partner-${client === 2 ? 2 : 1}`
/** The last slot has the same UUID for both booking partners. */
const uuidOf = (client: number, slot: number): string =>
  `00000000-0000-4000-8000-0000000000${slot === SLOTS - 1 ? 0 : client === 2 ? 2 : 1}${slot}`

/** Begin a history. */
export function createHistory ({ simulator, simple, approved, firstChange }: Parts): History {
  const known = new Map<string, Known>()
  const readers: FeedReader[] = Array.from({ length: CLIENTS }, (_none, client) =>
    createReader(simulator, '/api/openbooking/orders-rpde', firstChange, asClient(partnerOf(client), SELLER_1)))
  let running = 0
  let answered = 0
  let epoch = 0
  let failure: Error | undefined

  function knownOf (client: number, slot: number): Known {
    const key = `${partnerOf(client)} ${uuidOf(client, slot)}`
    const found = known.get(key) ?? { isTouched: false, isAnnounced: false, isEnded: false, isBegun: false }
    known.set(key, found)
    return found
  }

  function expect (isTrue: boolean, message: string): void {
    if (!isTrue) failure ??= new Error(message)
  }

  /** Run something that ends with an answer, which the client sees unless it is lost. */
  function launch (work: () => Promise<Answered>, see: (answer: Answered) => void): void {
    const begun = epoch
    running++
    work().then((answer) => {
      answered++
      if (begun === epoch) see(answer)
    }).catch((error: unknown) => { failure ??= error as Error }).finally(() => { running-- })
  }

  function request ({ client, slot, action, count, lost }: Extract<Step, { do: 'request' }>): void {
    const [uuid, order] = [uuidOf(client, slot), knownOf(client, slot)]
    const items = { simple: Array<Bookable>(count).fill(simple), approved: Array<Bookable>(count).fill(approved) }
    const { method, path, body } = callOf(action, uuid, items, order)
    if (['cancel', 'delete order'].includes(action)) order.isTouched = true
    if (action === 'delete order') order.isEnded = true
    if (action !== 'status') order.isBegun = true
    launch(
      async () => await simulator.request(method, path, { headers: asClient(partnerOf(client), SELLER_1), ...(body && { body }) }),
      (answer) => { if (!lost) see(answer) })

    function see ({ status, body }: Answered): void {
      expect(status < 500 || body?.['@type'] !== 'InternalApplicationError', `${action} failed: ${JSON.stringify(body)}`)
      if (action === 'P' && status === 201) order.version = body.orderProposalVersion
      if (!['B', 'B of version'].includes(action) || status !== 201) return
      expect(order.booked === undefined || identityOf(order.booked) === identityOf(body), 'a repeat of B has another order')
      order.booked ??= body
    }
  }

  function sell ({ act, client, slot }: Extract<Step, { do: 'seller' }>): void {
    const order = knownOf(client, slot)
    if (['cancel', 'replace'].includes(act)) order.isTouched = true
    const more = act === 'notice' ? { text: 'Bring a mat.' } : act === 'amend' || act === 'replace' ? { price: simple.price } : {}
    const body = { order: uuidOf(client, slot), partner: partnerOf(client), ...more }
    launch(async () => await control(simulator, 'POST', `/sellers/any/${act}`, body), ({ status, text }) => {
      expect(status < 500 || status === 503, `the seller's ${act} failed: ${text}`)
      if (status === 200 && ['cancel', 'replace', 'notice'].includes(act)) order.isAnnounced = true
    })
  }

  function begin (step: Exclude<Step, { do: 'write' | 'crash' }>): void {
    if (step.do === 'wait') simulator.clock.advance(step.minutes)
    else if (step.do === 'request') request(step)
    else if (step.do === 'seller') sell(step)
    else launch(async () => await readers[step.client]!.readPage(), () => {})
  }

  async function finish (): Promise<void> {
    for (let client = 0; client < CLIENTS; client++) for (let slot = 0; slot < SLOTS; slot++) knownOf(client, slot)
    for (const [key, { booked, isTouched, isBegun }] of known) {
      if (isBegun && (booked === undefined || isTouched)) continue
      const [partner = '', uuid] = key.split(' ')
      const { status, body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: asClient(partner, SELLER_1) })
      if (!isBegun) {
        expect(status === 404, `${partner} sees an order of another`)
        continue
      }
      expect(status === 200 && identityOf(body) === identityOf(booked), `the order of ${key}, which was acknowledged, is ${status === 200 ? 'another' : 'lost'}`)
      const statuses = status === 200 ? body.orderedItem.map((item: { orderItemStatus: string }) => item.orderItemStatus) : []
      expect(statuses.every((one: string) => one === 'https://openactive.io/OrderItemConfirmed'), `an item of ${key} is not confirmed`)
    }
    for (const [client, reader] of readers.entries()) {
      await reader.readToEnd()
      const fresh = createReader(simulator, '/api/openbooking/orders-rpde', firstChange, asClient(partnerOf(client), SELLER_1))
      await fresh.readToEnd()
      expect(reader.holds() === fresh.holds(), `a reader holds ${reader.holds()}, a new one ${fresh.holds()}`)
      for (const [key, { isAnnounced, isEnded }] of known) {
        const [partner, uuid = ''] = key.split(' ')
        const isOwn = partner === partnerOf(client)
        if (isOwn && isAnnounced && !isEnded) expect(fresh.has(uuid), `${key} is not in the feed`)
      }
      for (const item of fresh.items()) expect(item['@id'].startsWith(BASE) && isOwnOf(partnerOf(client), item), `the feed of ${partnerOf(client)} has an order of another`)
    }
    if (failure !== undefined) throw failure
  }

  /** Both booking partners have orders of the shared UUID, so the number of the order tells them apart. */
  function isOwnOf (partner: string, { identifier, orderNumber }: Record<string, string>): boolean {
    const uuid = identifier ?? ''
    const others = [...known].filter(([key, { booked }]) => key.endsWith(uuid) && !key.startsWith(partner) && booked?.orderNumber === orderNumber)
    return orderNumber === undefined || others.length === 0
  }

  return {
    begin,
    running: () => running,
    requests: () => answered,
    loseAnswers: () => { epoch++ },
    check () { if (failure !== undefined) throw failure },
    finish
  }
}
