import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../../plugin.ts'
import { type Operation } from '../../../schemas/operations/operation.ts'
import { OPERATIONS } from '../../../schemas/operations/all.ts'
import { BASE, buildApp, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { operationsOf } from '../../helpers/documented.ts'
import { OWNER_TOKEN } from '../../helpers/owner.ts'

type Json = ReturnType<typeof JSON.parse>

const EVERYTHING: OpenBookingSimulatorOptions = { types: ['ScheduledSession', 'Event'], auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN, control: 'on' }

let simulator: Simulator
let document: Json
beforeAll(async () => {
  simulator = await openApp(EVERYTHING)
  document = (await simulator.request('GET', '/docs/json')).body
})
afterAll(async () => { await simulator.app.close() })

/** The registered routes by method and path. No path of OpenAPI stands for several segments, so it has no wildcards. */
const routesOf = ({ routes }: Simulator): string[] => [...new Set(routes.flatMap(({ method, url, config }) => {
  const path = url.slice(PREFIX.length) === '' ? '/' : url.slice(PREFIX.length).replace('*', ':path').replaceAll(/:(\w+)/g, '{$1}')
  return url.includes('*') && config?.operation === undefined ? [] : [method].flat().flatMap((one) => one === 'HEAD' ? [] : `${one} ${path}`)
}))].sort()

const placesOf = (written: Json): string[] => operationsOf(written).map(({ method, path }) => `${method} ${path}`).sort()

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(document)
    expect([valid, errors, validator.version, document.openapi]).toEqual([true, undefined, '3.1', '3.1.0'])
  })

  it('has every route, and no other', () => {
    expect(placesOf(document)).toEqual(routesOf(simulator))
  })

  it('has a route for every operation, with or without the older API', async () => {
    const without = (await (await buildApp({ types: ['Event'], control: 'on', classic: false })).request('GET', '/docs/json')).body
    const ids = new Set([document, without].flatMap(operationsOf).map(({ operation }) => operation['operationId']))
    expect(Object.keys(OPERATIONS).filter((name) => !ids.has(name))).toEqual([])
  })

  it.each<[string, OpenBookingSimulatorOptions]>([
    ['without the older API', { types: ['Event'], classic: false }],
    ['with keys alone', { types: ['Event'], auth: ['key'] }]
  ])('has the routes, the credentials and the feeds of its options: %s', async (_which, options) => {
    const other = await buildApp(options)
    const { body } = await other.request('GET', '/docs/json')
    expect(placesOf(body)).toEqual(routesOf(other))
    expect((await new Validator().validate(body)).valid).toBe(true)
    const { security } = body.paths['/api/openbooking/orders/{uuid}'].put
    const auth = options.auth ?? ['basic', 'key', 'header']
    expect(security).toEqual([...auth.includes('basic') ? [{ basic: [] }] : [], { key: [] }, ...auth.includes('header') ? [{ client: [], seller: [] }] : []])
  })

  it('names each operation once, and links to known operations', () => {
    const operations = operationsOf(document)
    const ids = operations.map(({ operation }) => operation['operationId'] as string)
    expect(new Set(ids).size).toBe(ids.length)
    const linked = operations.flatMap(({ operation }) => Object.values(operation['responses'] as Json).flatMap((response: Json) => Object.values(response.links ?? {}).map((link: Json) => link.operationId as string)))
    expect(linked.length).toBeGreaterThan(3)
    expect(linked.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('begins at the base URL of the simulator', () => {
    expect(document.servers).toEqual([{ url: BASE }])
  })

  it('has no word in braces that no value stands for', () => {
    const text = JSON.stringify(document.paths).replaceAll(/"\/[^"]*":|"pattern":"[^"]*"|\{\$response[^}]*\}/g, '')
    expect(text.match(/\{\w+\}/g)?.filter((word) => !['{uuid}', '{id}', '{dataset}', '{uid}', '{clientId}'].includes(word)) ?? []).toEqual([])
  })

  it('refers only to schemas that it has', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!)
    expect(names.filter((name) => !(name in document.components.schemas))).toEqual([])
  })

  it('leaves the validation of every booking route as it is', () => {
    const schemas = simulator.routes.map(({ schema }) => schema ?? {})
    expect(schemas.filter((schema) => 'response' in schema)).toEqual([])
    const bodies = simulator.routes.filter(({ config, url }) => url.includes('/api/openbooking/order') && config?.operation !== undefined).flatMap(({ schema }) => schema?.body ?? [])
    expect(bodies).toEqual(bodies.map(() => ({ type: 'object' })))
  })

  // An import takes the document of an export.
  it('has an example of every request body but an empty one and that of an import', () => {
    const lacking = operationsOf(document).filter(({ operation }) => operation['requestBody'] !== undefined).flatMap(({ operation }) =>
      Object.values(operation['requestBody'].content as Json).flatMap((media: Json) => media.examples === undefined && !media.schema.type.includes('null') ? operation['operationId'] : []))
    expect(lacking).toEqual(['importState'])
  })
})

describe('the table of operations', () => {
  it('has an answer without a fault, a summary and a tag for each', () => {
    for (const [name, { answers, summary, tag }] of Object.entries<Operation>(OPERATIONS)) {
      expect([Object.keys(answers).some((status) => Number(status) < 400), summary !== '', tag !== ''], name).toEqual([true, true, true])
    }
  })
})
