import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { act } from '../../helpers/actions.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { type Bookable, b, c1, c2, endOfFeed, make, newUuid, PARTNER_1, SHARED, u } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'
import { inTenant } from '../../helpers/tenants.ts'

type Json = ReturnType<typeof JSON.parse>

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ control: 'on', types: ['ScheduledSession', 'Event'], leasing: 'named' }) })
afterAll(async () => { await simulator.app.close() })

/** Brokers of both tenants use the same UUIDs. */
const UUIDS = Array.from({ length: 3 }, newUuid)

const call = fc.record({
  kind: fc.constantFrom('make', 'c1', 'c2', 'b', 'b', 'u', 'delete', 'seller cancels', 'status', 'orders feed', 'feed', 'classic', 'advance', 'rename', 'clear'),
  uuid: fc.constantFrom(...UUIDS),
  item: fc.nat(2)
})
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never

/** Send calls to a tenant, one by one. */
function brokerOf (id: string) {
  const tenant = inTenant(simulator, id)
  const items: Bookable[] = []
  const answers: unknown[] = []
  async function answerTo ({ kind, uuid, item }: Call): Promise<unknown> {
    const chosen = items.slice(item, item + 2)
    switch (kind) {
      case 'make': return items.push(await make(tenant, 'TestOpportunityBookableFiveSpaces'))
      case 'c1': return await c1(tenant, chosen, { uuid })
      case 'c2': return await c2(tenant, chosen, { uuid })
      case 'b': return await b(tenant, chosen, { uuid })
      case 'delete': return await tenant.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
      case 'seller cancels': return await act(tenant, uuid, 'SellerRequestedCancellation')
      case 'status': return await tenant.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
      case 'orders feed': return await tenant.request('GET', '/api/openbooking/orders-rpde', { headers: PARTNER_1 })
      case 'feed': return await tenant.request('GET', await endOfFeed(tenant, '/feeds/scheduled-sessions'))
      case 'classic': return await tenant.request('POST', '/orders', { headers: SHARED, body: { eventId: '1' } })
      case 'clear': return await tenant.request('DELETE', '/api/openbooking/test-interface/datasets/tests')
      case 'rename': return chosen[0] && await act(tenant, uuid, 'CustomerNotice')
      case 'advance': return await advance(id)
      case 'u': {
        const { body } = await tenant.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
        const ids: string[] = (body.orderedItem ?? []).map((one: { '@id': string }) => one['@id'])
        return await u(tenant, uuid, ids.slice(0, 1))
      }
    }
  }
  return {
    tenant,
    answers,
    send: async (one: Call): Promise<void> => { answers.push(await answerTo(one)) }
  }
}

async function advance (id: string): Promise<string> {
  const found = await simulator.scope.openBooking.tenants.use(id, true)
  const { now } = await found!.simulator.time.advance('PT16M')
  found!.release()
  return now
}

interface Sent { readonly status: number, readonly headers: Readonly<Record<string, unknown>>, readonly text: string }
const isSent = (answer: unknown): answer is Sent => typeof answer === 'object' && answer !== null && 'text' in answer

/** Find the first answer that differs, with its request. */
function differences (calls: readonly Call[], here: readonly string[], alone: readonly string[]): unknown[] {
  const index = here.findIndex((answer, at) => answer !== alone[at])
  if (index === -1) return []
  const at = [...here[index]!].findIndex((sign, position) => sign !== alone[index]![position])
  return [calls[index - 1], ...[here, alone].map((answers) => answers[index]!.slice(Math.max(0, at - 60), at + 60))]
}

/** Give ids, which the process counts, numbers in the order of their first appearance. */
function comparable (answers: readonly unknown[]): string[] {
  const numbers = new Map<string, string>()
  const textOf = (answer: unknown): string => isSent(answer) ? [answer.status, answer.headers['location'], answer.text].join(' ') : String(answer)
  return answers.map((answer) => textOf(answer).replaceAll(/ID\d+|req-[0-9a-z]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|%2Ft%2F[a-z0-9-]+/g, (id) => {
    if (id.startsWith('%')) return ''
    if (!numbers.has(id)) numbers.set(id, `#${numbers.size}`)
    return numbers.get(id)!
  }))
}

it('a tenant answers as if it were alone, whatever happens in another', async () => {
  let run = 0
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), call), { minLength: 4, maxLength: 24 }), async (calls) => {
    run++
    const { tenants } = simulator.scope.openBooking
    const names = ['a', 'b', 'alone-a', 'alone-b'].map((name) => `run-${run}-${name}`)
    for (const name of names) await tenants.put(name, { firstChangeNumber: 1000 })
    const brokers = names.map(brokerOf)
    const begin = { kind: 'make', uuid: UUIDS[0]!, item: 0 } as const
    for (const broker of brokers) await broker.send(begin)
    for (const [isA, one] of calls) await brokers[isA ? 0 : 1]!.send(one)
    for (const [isA, one] of calls) await brokers[isA ? 2 : 3]!.send(one)
    const [a, bb, aloneA, aloneB] = brokers.map(({ answers }) => comparable(answers))
    const [ofA, ofB] = [true, false].map((which) => calls.filter(([isA]) => isA === which).map(([, one]) => one))
    expect([...differences(ofA!, a!, aloneA!), ...differences(ofB!, bb!, aloneB!)]).toEqual([])
    expect(brokers.flatMap(({ tenant }) => tenant.escapes)).toEqual([])
    const logs = await Promise.all(brokers.map(async ({ tenant }) => (await control(tenant, 'GET', '/requests?limit=500')).body.items.map(({ method, stage, status }: Json) => [method, stage, status])))
    expect([logs[0], logs[1], simulator.core.requestLog.kept()]).toEqual([logs[2], logs[3], []])
    for (const name of names) await tenants.remove(name)
  }), { numRuns: runs(32, 0.25) })
}, 60_000)
