import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../helpers/build-app.ts'
import type { Body } from '../helpers/hostile-bodies.ts'
import { API, BAD_REQUEST, refusal, UUID } from '../helpers/refusal.ts'
import { opportunityBody, SELLER_1 } from '../helpers/requests.ts'

type Path = ReadonlyArray<string | number>

/** @returns the path of every value in a document. */
function pathsOf (node: unknown): Path[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => [[name], ...pathsOf(value).map((path) => [name, ...path])])
}

function valueAt (document: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document)
}

function replaced (document: Body, path: Path, value: unknown): Body {
// JSON, because structuredClone keeps references shared by two properties.
  const copy = JSON.parse(JSON.stringify(document)) as Body
  const holder = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>
  holder[path.at(-1)!] = value
  return copy
}

const typeOf = (value: unknown): string => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
/** Types that a property accepts beside the type in the example. */
const ALSO: Readonly<Record<string, readonly string[]>> = { '@context': ['string', 'array', 'object'], identifier: ['string', 'number'], seller: ['string'], organizer: ['string'] }
const WRONG: readonly unknown[] = [7, 1.5, 'x', true, null, [], ['x'], {}]

const ORDER = `${BASE}${API}/orders/${UUID}`

/** Every request of the test interface, with every property that the simulator reads. */
const REQUESTS: ReadonlyArray<readonly [method: string, path: string, makeBody: () => Body]> = [
  ['POST', 'test-interface/datasets/x/opportunities', () => opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1)],
  ['POST', 'test-interface/actions', () => ({ '@context': ['x'], '@type': 'test:SellerRequestedCancellationSimulateAction', object: { '@type': 'Order', '@id': ORDER } })]
]

describe.each(REQUESTS)('%s %s', (method, path, makeBody) => {
  it('refuses a value of a wrong type at every property', async () => {
    const simulator = await buildApp()
    const good = makeBody()
    const other: unknown[] = []
    for (const property of pathsOf(good)) {
      const right = [typeOf(valueAt(good, property)), ...ALSO[property.at(-1)!] ?? []]
      for (const value of WRONG) {
        if (right.includes(typeOf(value)) || property[0] === '@context') continue
        const answer = await refusal(simulator, { method, path: `${API}/${path}`, body: replaced(good, property, value) })
        if (answer.join() !== BAD_REQUEST.join()) other.push([property.join('.'), value, ...answer])
      }
    }
    expect(other).toEqual([])
    for (const value of [7, true, null]) expect(await refusal(simulator, { method, path: `${API}/${path}`, body: { ...good, '@context': value } })).toEqual(BAD_REQUEST)
  })
})
