import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { BROKER, CLUB, completeBody, sendOnce } from '../../helpers/complete-bodies.ts'
import { ANY_VALUES, ignoredAt } from '../../helpers/ignored-properties.ts'
import { makeForApproval } from '../../helpers/proposals.ts'
import { API } from '../../helpers/refusal.ts'
import { type Bookable, make, newUuid, PARTNER_1 } from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'
import { nodeAt } from '../../helpers/wrong-values.ts'

const CRITERIA = ['TestOpportunityBookable', 'TestOpportunityBookableAttendeeDetails', 'TestOpportunityBookableAdditionalDetails']
const STAGES = [['C1', 'order-quote-templates', 200], ['C2', 'order-quotes', 200], ['P', 'order-proposals', 201], ['B', 'orders', 201]] as const
type Stage = typeof STAGES[number][0]
type Body = Record<string, unknown>

let simulator: Simulator
let simple: Bookable[]
let approval: Bookable[]
beforeAll(async () => {
  simulator = await openApp()
  simple = await Promise.all(CRITERIA.map((criterion) => make(simulator, criterion)))
  approval = await Promise.all(CRITERIA.map((criterion) => makeForApproval(simulator, criterion)))
})
afterAll(async () => { await simulator.app.close() })

const bodyOf = (stage: Stage): Body => completeBody(stage, stage === 'P' ? approval : simple)

describe.each(STAGES)('%s', (stage, endpoint, expected) => {
  const send = async (uuid: string, body: Body) => await simulator.request('PUT', `${API}/${endpoint}/${uuid}`, { headers: PARTNER_1, body })

  it('ignores the properties that the specification does not give a node, whatever their value', async () => {
    const uuid = newUuid()
    const first = await send(uuid, bodyOf(stage))
    expect([first.status, first.text.slice(0, first.status === expected ? 0 : 500)]).toEqual([expected, ''])
    const other: unknown[] = []
    const nodes = ignoredAt(stage)
    expect(nodes.reduce((sum, { names }) => sum + names.length, 0)).toBeGreaterThan(200)
    for (const [index, { path, names }] of nodes.entries()) {
      for (const value of ANY_VALUES.filter((_, at) => FULL || (at + index) % 3 === 0)) {
        const body = JSON.parse(JSON.stringify(bodyOf(stage))) as Body
        // The names __proto__ and constructor are ordinary ones in JSON.
        for (const name of names) Object.defineProperty(nodeAt(body, path), name, { value, enumerable: true })
        const answer = await send(uuid, body)
        if (answer.status !== expected) other.push([path, value, answer.text])
        else expect(answer.body).toEqual(first.body)
      }
    }
    expect(other).toEqual([])
  })

  it.each<[address: unknown, repeated: object | undefined]>([
    [null, undefined], ['', undefined], ['1 High St, London', undefined], [7, undefined], [[], undefined], [{}, undefined],
    [{ '@type': 'PostalAddress' }, undefined],
    [{ '@type': 'Place', streetAddress: '1 High St' }, undefined],
    [{ '@type': 'PostalAddress', streetAddress: null, addressLocality: '', addressCountry: 'UK' }, undefined],
    [{ '@type': 'PostalAddress', streetAddress: '1 High St', addressLocality: 'London', postalCode: 'E1 1AA', addressCountry: 'GB' }, { '@type': 'PostalAddress', streetAddress: '1 High St', addressLocality: 'London', postalCode: 'E1 1AA', addressCountry: 'GB' }],
    [{ '@type': 'PostalAddress', streetAddress: '<b>1</b>', addressLocality: 'London', addressCountry: 'England', addressRegion: 7, floor: null }, { '@type': 'PostalAddress', addressLocality: 'London' }]
  ])('repeats the address %j of a broker as far as it is valid', async (address, repeated) => {
    const body: Body = { ...bodyOf(stage), broker: { ...BROKER, address } }
    const answer = await sendOnce(simulator, endpoint, body)
    expect([answer.status, answer.body.broker]).toEqual([expected, { ...BROKER, address: repeated }])
  })

  it('ignores other properties of a customer that is an Organization', async () => {
    const more = { ...CLUB, url: 'www.example.com', description: '<b>x</b>', logo: 7, legalName: null, vatID: '' }
    const { status, body } = await sendOnce(simulator, endpoint, { ...bodyOf(stage), customer: more })
    expect([status, body.customer]).toEqual([expected, stage === 'C1' ? undefined : CLUB])
  })
})
