import { BASE, type Simulator } from './build-app.ts'

/** A simulator of tests in a tenant. Its helpers write and read addresses without the tenant. */
export interface TenantInTest extends Simulator {
  /** Addresses in answers that lead out of the tenant. */
  readonly escapes: string[]
}

/**
 * Send requests to a tenant. Addresses of this server in requests lead into the tenant; those in answers are noted if
 * they lead out of it.
 * @param simulator - an app whose server has the tenant, or makes it at its first use
 * @param id - the name of the tenant
 */
export function inTenant (simulator: Simulator, id: string): TenantInTest {
  const base = `${BASE}/t/${id}`
  const inside = (text: string): string => text.replaceAll(`${BASE}/`, `${base}/`)
  const escapes: string[] = []
  const outside = (text: string): string => {
    escapes.push(...[...text.matchAll(addressesBelow(BASE))].map(([address]) => address).filter((address) => !`${address}/`.startsWith(`${base}/`)))
    return text.replaceAll(base, BASE)
  }
  const { tenants } = simulator.scope.openBooking
  const feedPage: Simulator['store']['feedPage'] = async (...page) => {
    const { simulator: { feedPage }, release } = (await tenants.use(id, true))!
    release()
    return await feedPage(...page)
  }
  return {
    ...simulator,
    store: { ...simulator.store, feedPage },
    escapes,
    async request (method, path, { headers = {}, body } = {}) {
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, inside(value)]))
      const url = `/t/${id}${path.startsWith(BASE) ? path.slice(BASE.length) : path}`
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
      const answer = await simulator.request(method, url, { headers: sent, ...(text !== undefined && { body: inside(text) }) })
      const [received, answered] = [outside(answer.text), outside(JSON.stringify(answer.headers))]
      return { ...answer, headers: JSON.parse(answered), text: received, body: answer.body === null ? null : JSON.parse(received) }
    }
  }
}

const addressesBelow = (base: string): RegExp => new RegExp(`${base}[^"'\\s<>;]*`, 'g')
