import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../../cli/control/call.ts'
import { createClient } from '../../cli/control/client.ts'
import { flagOfMember, MEMBERS, readMember } from '../../cli/control/members.ts'
import { sendCall } from '../../cli/control/send-call.ts'
import { commandOf, CONTROL_NAMES, wordsOf } from '../../cli/control/usages.ts'
import { openApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { makeForApproval, p } from '../helpers/proposals.ts'
import { b, make, newUuid, PARTNER_1, SELLER_1 } from '../helpers/requests.ts'
import { cli, simulator as startSimulator, SMALL } from './in-process.ts'

type Json = ReturnType<typeof JSON.parse>

let simulator: Simulator
// The data model lacks the property of references, so these answers are not collected for the validator.
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on', reconciliationReferences: true }, { isCollected: false }) })
afterAll(async () => { await simulator.app.close() })

const calls: Array<[name: string, call: Call]> = CONTROL_NAMES.flatMap((name) =>
  Object.entries(commandOf(name).calls).map(([verb, call]): [string, Call] => [`${name} ${verb}`.trim(), call]))

/** The control calls of the routes, with the names of their parameters. */
const routes = (): Array<{ place: string, members: string[] }> => simulator.routes.flatMap(({ method, url, config, schema }) => {
  const { operation } = (config ?? {}) as { readonly operation?: string }
  if (operation === undefined || !url.startsWith(`${PREFIX}/simulator/`)) return []
  const parts = [schema?.params, schema?.querystring, schema?.body] as Array<{ readonly properties?: object } | undefined>
  const path = url.slice(`${PREFIX}/simulator`.length).replace('*', '{opportunity}').replaceAll(/:(\w+)/g, '{$1}')
  const members = parts.flatMap((part) => Object.keys(part?.properties ?? {})).map((name) => name === '*' ? 'opportunity' : name)
  return [method].flat().filter((one) => one !== 'HEAD').map((one) => ({ place: `${one} ${path}`, members: [...new Set(members)] }))
})

describe('the table of commands', () => {
  it('has every control call', () => {
    const places = new Set(calls.map(([, { method, path }]) => `${method} ${path}`))
    const other = ['GET /requests/stream', 'GET /broker-report/junit', 'GET /broker-report/page']
    expect([...places, ...other].sort()).toEqual(routes().map(({ place }) => place).sort())
  })

  it.for(calls.filter(([, { own }]) => own === undefined))('%s has every argument of its call', ([, { method, path, words = [], flags = [], fixed = {}, isList }]) => {
    const { members = [] } = routes().find(({ place }) => place === `${method} ${path}`) ?? {}
    // A command prints whole lists.
    const wanted = isList === true ? members.filter((name) => name !== 'limit' && name !== 'after') : members
    const given = [...new Set([...words, ...flags, ...Object.keys(fixed)])]
    if (method === 'PUT' && path === '/clock') expect(wanted).toEqual(expect.arrayContaining(given))
    else expect(given.sort()).toEqual(wanted.sort())
  })
})

describe('a command', () => {
  const done = new Set<string>()

  /** Run a command in this process, against an app that does not listen. @returns the lines that it prints, parsed */
  async function command (name: typeof CONTROL_NAMES[number], words: readonly string[], flags: Record<string, unknown> = {}): Promise<Json[]> {
    const client = createClient({
      async send ({ method, path, headers, body }) {
        const { status, text } = await simulator.request(method, path, { headers: { ...headers }, ...(body !== undefined && { body }) })
        return { status, body: text }
      },
      open: async () => { throw new Error('No stream') }
    }, { token: 'on' })
    const { calls } = commandOf(name)
    done.add(`${name} ${words[0] !== undefined && words[0] in calls ? words[0] : Object.keys(calls)[0]}`.trim())
    const printed = await sendCall(name)({ words, flags, given: {} }, client, { env: {}, stdout: process.stdout, stderr: process.stderr })
    return String(printed).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
  }

  afterAll(() => {
    const sent = calls.filter(([, { own }]) => own === undefined).map(([name]) => name)
    expect([...done].sort()).toEqual(sent.sort())
  })

  it('moves the clock', async () => {
    const [{ now }] = await command('clock', [])
    const [later] = await command('clock', ['advance', 'PT1M'])
    expect(Date.parse(later.now) - Date.parse(now)).toBe(60_000)
    expect(await command('clock', ['set', '2027-03-09T11:00:00Z'], { frozen: true })).toMatchObject([{ now: '2027-03-09T11:00:00.000Z', frozen: true }])
    expect(await command('clock', ['resume'])).toMatchObject([{ frozen: false }])
    expect(await command('clock', ['freeze'])).toMatchObject([{ frozen: true }])
    await command('clock', ['resume'])
  })

  it('shows lists and views', async () => {
    const [item, uuid] = [await make(simulator), newUuid()]
    await b(simulator, [item], { uuid })
    for (const name of ['orders', 'proposals', 'leases', 'due', 'sellers', 'activity', 'feeds', 'opportunities'] as const) await command(name, [])
    expect(await command('orders', [], { order: uuid, status: 'OrderItemConfirmed' })).toMatchObject([{ uuid }])
    expect(await command('orders', [], { order: newUuid() })).toEqual([])
    expect(await command('requests', [], { order: uuid, bodies: false })).toMatchObject([{ stage: 'B', status: 201 }])
    expect(await command('counters', [])).toMatchObject([{ orders: 1 }])
    expect(await command('features', [])).toMatchObject([{ featureList: expect.any(Array) }])
    await command('seller', ['notice', uuid, 'Hello.'])
    expect(await command('feeds', ['order', uuid], { partner: 'booking-partner-1' })).toMatchObject([{ feed: expect.any(String) }])
    expect(await command('feeds', ['page', 'scheduled-sessions'], { limit: '2' })).toMatchObject([{}])
    expect(await command('bookability', [item.opportunity, item.offer])).toMatchObject([{ bookable: true }])
    expect(await command('bookability', [item.opportunity, item.offer], { at: '2030-01-01T00:00:00Z' })).toMatchObject([{ bookable: false }])
    expect(await command('broker-report', [])).toMatchObject([{ requests: 1 }])
    await command('requests', ['clear'])
    expect(await command('requests', [])).toEqual([])
    expect((await command('opportunities', [], { seller: '1', 'min-remaining': '1' })).every(({ seller }) => seller === SELLER_1)).toBe(true)
  })

  it('creates an opportunity, and changes it', async () => {
    const [{ id, price }] = await command('opportunities', ['create'], { criterion: 'TestOpportunityBookableNonFree', 'starts-in': 'P2D', price: '12.5' })
    expect(price).toBe(12.5)
    const [{ affected }] = await command('opportunities', ['change', id], { spaces: '{"remaining":1}', name: 'Late class' })
    expect(affected).toBeDefined()
    expect(await command('opportunities', ['list'], { opportunity: id })).toMatchObject([{ name: 'Late class', spaces: { remaining: 1 } }])
    await expect(command('opportunities', ['change', id], { spaces: 'few' })).rejects.toThrow('(/spaces)')
  })

  it('acts as the seller', async () => {
    const order = newUuid()
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    await b(simulator, [item, item], { uuid: order })
    const changed = [expect.objectContaining({ changed: true })]
    expect(await command('seller', ['notice', order, 'Bring', 'a', 'mat.'], { items: '1' })).toEqual(changed)
    const { body: { orderedItem } } = await simulator.request('GET', `/api/openbooking/orders/${order}`, { headers: PARTNER_1 })
    expect(orderedItem.map(({ customerNotice }: Json) => customerNotice)).toEqual(['Bring a mat.', undefined])
    expect(await command('seller', ['code', order], { code: 'A-1' })).toEqual(changed)
    expect(await command('seller', ['pass', order], { pass: 'B-2' })).toEqual(changed)
    expect(await command('seller', ['reference', order], { reference: 'C-3', seller: '1' })).toEqual(changed)
    await expect(command('seller', ['channel', order], { items: '2' })).rejects.toThrow(/online.*\(\/items\)/)
    expect(await command('seller', ['move', order], { by: 'PT2H' })).toEqual(changed)
    expect(await command('seller', ['replace', order], { items: '1', notice: 'Another hall.' })).toEqual(changed)
    expect(await command('seller', ['cancel', order], { items: '2', message: 'Closed.' })).toEqual(changed)
    expect(await command('seller', ['attended', order], { items: '1' })).toEqual(changed)
    expect(await command('seller', ['absent', order], { items: '1', partner: 'booking-partner-1' })).toEqual(changed)
    for (const [action, flags] of [['amend', { price: '4' }], ['accept', { note: 'See you.' }]] as const) {
      const uuid = newUuid()
      await p(simulator, [await makeForApproval(simulator)], { uuid })
      expect(await command('seller', [action, uuid], flags)).toEqual(changed)
      await command('seller', ['reject', uuid])
    }
    await expect(command('seller', ['cancel', order], { price: '1' })).rejects.toThrow('--price is not for this call. Usage: seller accept UUID')
  })

  it('names a fault and a tenant that are not there, and the list of those that are', async () => {
    await expect(command('fault', ['remove', 'x'])).rejects.toThrow('There is no fault "x". GET /simulator/faults lists them.')
    await expect(command('tenant', ['remove', 'x'])).rejects.toThrow('There is no tenant "x". GET /simulator/tenants lists them.')
  })

  it('manages faults, snapshots, scenarios and tenants, and resets', async () => {
    const { id } = await simulator.core.faults.add({ on: 'B', delay: 1 })
    expect(await command('fault', [])).toMatchObject([{ id }])
    await command('fault', ['remove', id])
    await command('fault', ['clear'])
    await command('snapshot', ['take', 'one'])
    expect(await command('snapshot', [])).toMatchObject([{ name: 'one' }])
    expect(await command('snapshot', ['restore', 'one'])).toMatchObject([{ changes: expect.any(Number) }])
    await command('snapshot', ['remove', 'one'])
    await simulator.core.scenarios.start('sold-out')
    expect((await command('scenario', [])).filter(({ running }) => running)).toMatchObject([{ name: 'sold-out' }])
    await command('scenario', ['end'])
    expect(await command('tenant', ['put', 'x'], { clock: '2027-01-01T00:00:00Z', 'first-change-number': '7' })).toMatchObject([{ settings: { firstChangeNumber: 7 } }])
    expect(await command('tenant', [])).toMatchObject([{ id: 'x' }])
    await command('tenant', ['remove', 'x'])
    expect(await command('reset', [])).toMatchObject([{ clock: { start: 'real' } }])
    expect(await command('orders', [])).toEqual([])
  })
})

it('a document in a file is validated, with its mode; the command fails if it is not valid', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
  try {
    const file = join(folder, 'quote.json')
    writeFileSync(file, JSON.stringify({ '@context': 'https://openactive.io/', '@type': 'OrderQuote' }))
    const { at } = await startSimulator(SMALL)
    const broken = await cli(['validate', file, '--mode', 'C1Request', ...at])
    expect([broken.code, JSON.parse(broken.stdout).findings.length > 0]).toEqual([1, true])
    writeFileSync(file, JSON.stringify({ '@context': 'https://openactive.io/', '@type': 'Person', email: 'a@example.com' }))
    const valid = await cli(['validate', file, ...at])
    expect([valid.code, JSON.parse(valid.stdout).valid]).toEqual([0, true])
    expect((await cli(['validate', join(folder, 'none.json'), ...at])).code).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('values are read by their kind, and others go to the simulator as they are', () => {
  expect(readMember('price', '4.5')).toBe(4.5)
  expect(readMember('price', 'four')).toBe('four')
  expect(readMember('items', '1,2')).toEqual(['1', '2'])
  expect(readMember('items', '[{"id":"1"}]')).toEqual([{ id: '1' }])
  expect(readMember('items', '[1')).toBe('[1')
  expect(readMember('note', '42')).toBe('42')
  expect(readMember('frozen', false)).toBe(false)
  for (const { description } of Object.values(MEMBERS)) expect(description).not.toMatch(/\.$/)
})

it('docs/control.md lists each command with its flags and its call', () => {
  const rows = CONTROL_NAMES.flatMap((name) => {
    const { calls, flags: own = {} } = commandOf(name)
    return Object.values(calls).map(({ method, path, flags = [] }, index) => {
      const words = `${name} ${wordsOf(name)[index]}`.trim().replaceAll('|', '\\|')
      const shown = [...flags.map(flagOfMember), ...(index === 0 ? Object.keys(own) : [])].map((flag) => `\`--${flag}\``)
      return `| \`${words}\` | ${shown.join(', ')} | \`${method} ${path}\` |`.replaceAll('|  |', '| |')
    })
  })
  const [, table = ''] = readFileSync(join(import.meta.dirname, '../../docs/control.md'), 'utf8').split(/<!-- \/?commands -->\n/)
  expect(table.trim().split('\n').slice(2)).toEqual(rows)
})
