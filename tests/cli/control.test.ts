import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ruleOf } from '../../cli/control/fault.ts'
import { CONTROL_NAMES, controlFlagsOf, usageOf } from '../../cli/control/usages.ts'
import type { Output } from '../../cli/io.ts'
import { run } from '../../cli/run.ts'
import { cli, type Ended, ONE_LINE, portOf, simulator, SMALL, type Started } from './in-process.ts'

const KEY = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi', 'content-type': 'application/json' }

/** Run a command against a simulator. @returns the lines that it printed, parsed */
const commandAt = ({ at }: Started) => async (...words: string[]): Promise<ReturnType<typeof JSON.parse>[]> => {
  const { code, stdout, stderr } = await cli([...words, ...at])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

async function book (base: string, flow = 'OpenBookingSimpleFlow'): Promise<string> {
  const send = async (method: string, path: string, body: object): Promise<ReturnType<typeof JSON.parse>> =>
    await (await fetch(`${base}${path}`, { method, headers: KEY, body: JSON.stringify(body) })).json()
  const item = await send('POST', '/simulator/opportunities', { criterion: 'TestOpportunityBookableFree', flow })
  const uuid = crypto.randomUUID()
  const [type, path] = flow === 'OpenBookingSimpleFlow' ? ['Order', 'orders'] : ['OrderProposal', 'order-proposals']
  const booked = await send('PUT', `/api/openbooking/${path}/${uuid}`, {
    '@context': 'https://openactive.io/',
    '@type': type,
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My App' },
    seller: item.seller,
    customer: { '@type': 'Person', email: 'nia.pritchard@example.com' },
    orderedItem: [item.orderedItem],
    totalPaymentDue: { '@type': 'PriceSpecification', price: 0, priceCurrency: 'GBP' }
  })
  expect(booked['@type']).toBe(type)
  return uuid
}

describe('the control commands', () => {
  it('move the clock', async () => {
    const command = commandAt(await simulator(SMALL))
    const [before] = await command('clock')
    const [after] = await command('clock', 'advance', 'P1D')
    expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(86_400_000)
    const [still] = await command('clock', 'set', '2099-01-01T00:00:00Z', '--frozen').catch(() => [undefined])
    expect(still).toBeUndefined()
    expect(await command('clock', 'freeze')).toMatchObject([{ frozen: true }])
    expect(await command('clock', 'resume')).toMatchObject([{ frozen: false }])
  })

  it('list and reset what brokers have left, and act as the seller', async () => {
    const started = await simulator(SMALL)
    const command = commandAt(started)
    const uuid = await book(started.base)
    expect(await command('orders')).toMatchObject([{ uuid }])
    expect(await command('seller', 'cancel', uuid, '--message', 'The hall is flooded.')).toMatchObject([{ changed: true }])
    const proposal = await book(started.base, 'OpenBookingApprovalFlow')
    expect(await command('proposals')).toMatchObject([{ uuid: proposal }])
    expect(await command('seller', 'amend', proposal, '--price', '0', '--note', 'For free.')).toMatchObject([{ changed: true }])
    expect(await command('seller', 'reject', proposal, '--note', 'We are closed.')).toMatchObject([{ changed: true }])
    expect(await command('leases')).toHaveLength(1)
    expect((await command('requests', '--order', uuid)).map(({ stage, status }) => [stage, status])).toEqual([['B', 201]])
    await command('requests', 'clear')
    expect(await command('requests', '--order', uuid)).toEqual([])
    await command('snapshot', 'take', 'booked')
    await command('reset')
    expect(await command('orders')).toEqual([])
    expect(await command('snapshot')).toMatchObject([{ name: 'booked' }])
    await command('snapshot', 'restore', 'booked')
    expect(await command('orders')).toMatchObject([{ uuid }])
    await command('snapshot', 'remove', 'booked')
  })

  it('export the state to a file, and import it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true }) })
    const started = await simulator(SMALL)
    const command = commandAt(started)
    const uuid = await book(started.base)
    const file = join(folder, 'state.json')
    expect(await command('export', file)).toEqual([])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual((await command('export'))[0])
    await command('reset')
    await command('import', file)
    expect(await command('orders')).toMatchObject([{ uuid }])
  })

  it('print a large state no faster than its reader takes it', async () => {
    const started = await simulator([...SMALL, '--sample-size', '600'])
    let text = ''
    let waiting = 0
    let most = 0
    const stdout: Output = {
      write (part) {
        text += part
        waiting += part.length
        most = Math.max(most, waiting)
      },
      async taken () { waiting = 0 }
    }
    expect(await run(['export', ...started.at], { env: {}, stdout, stderr: stdout })).toBe(0)
    expect(text.length).toBeGreaterThan(1_000_000)
    expect(most).toBeLessThan(100_000)
    expect(JSON.parse(text)).toMatchObject({ version: 1 })
  })

  it.for<[name: string, answer: (response: ServerResponse) => void, message: string]>([
    ['a server that ends within the state', (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"version":1,"records":[', () => { response.socket?.resetAndDestroy() })
    }, 'the server closed the connection'],
    ['another server', (response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html>') }, 'expected a simulator at this host and port, got another server (status 200)']
  ])('keep an earlier export beside %s', async ([_name, answer, message]) => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    const server = createServer((_request, response) => { answer(response) }).listen(0, '127.0.0.1')
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
      server.close()
    })
    await once(server, 'listening')
    const file = join(folder, 'state.json')
    writeFileSync(file, 'earlier')
    const { port } = server.address() as AddressInfo
    const { code, stdout, stderr } = await cli(['export', file, '--host', '127.0.0.1', '--port', String(port)])
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) })
    expect(readFileSync(file, 'utf8')).toBe('earlier')
    expect(readdirSync(folder)).toEqual(['state.json'])
  })

  it('name a file that cannot be imported', async () => {
    const started = await simulator(SMALL)
    for (const file of ['nowhere.json', '.']) {
      const { code, stderr } = await cli(['import', file, ...started.at])
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`${file} must be a JSON file: `) })
      expect(stderr).toMatch(ONE_LINE)
    }
  })

  it('follow requests until the simulator stops', async () => {
    const started = await simulator(SMALL)
    const printed: string[] = []
    const output = { write: (text: string) => { printed.push(text) } }
    const ended = run(['requests', '--follow', ...started.at], { env: {}, stdout: output, stderr: output })
    // The stream shows requests from its opening on.
    while (printed.length === 0) await book(started.base)
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ stage: 'B', status: 201 })
    await started.stop()
    expect(await ended).toBe(0)
  })

  it('follow requests until nobody reads them', async () => {
    const started = await simulator(SMALL)
    const reader = new AbortController()
    const printed: string[] = []
    const output = { gone: reader.signal, write: (text: string) => { printed.push(text) } }
    const ended = run(['requests', '--follow', ...started.at], { env: {}, stdout: output, stderr: output })
    while (printed.length === 0) await book(started.base)
    reader.abort()
    expect(await ended).toBe(0)
  })

  it('add faults, list and end them', async () => {
    const command = commandAt(await simulator(SMALL))
    const [{ id }] = await command('fault', 'add', 'B', '503', '--times', '2')
    const items = await command('fault')
    expect(items).toMatchObject([{ id, on: 'B', status: 503, times: 2 }])
    await command('fault', 'remove', id)
    await command('fault', 'add', 'feed', 'delay=3000')
    await command('fault', 'clear')
    expect(await command('fault', 'list')).toEqual([])
  })

  it('start scenarios of the package and of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true }) })
    const command = commandAt(await simulator(SMALL))
    expect(await command('scenario', 'start', 'sold-out')).toMatchObject([{ name: 'sold-out', opportunities: [{}] }])
    const file = join(folder, 'slow-b.json')
    writeFileSync(file, JSON.stringify({ faults: [{ on: 'B', delay: 10 }] }))
    expect(await command('scenario', 'start', file)).toMatchObject([{ name: 'slow-b', faults: [{ on: 'B' }] }])
    expect((await command('scenario')).filter(({ running }) => running)).toMatchObject([{ name: 'slow-b' }])
    await command('scenario', 'end')
  })

  it('manage tenants, and steer one', async () => {
    const command = commandAt(await simulator(SMALL))
    await command('tenant', 'put', 'worker-3', '--first-change-number', '9000000000000')
    const items = await command('tenant')
    expect(items).toMatchObject([{ id: 'worker-3' }])
    await command('clock', 'freeze', '--tenant', 'worker-3')
    expect(await command('clock', '--tenant', 'worker-3')).toMatchObject([{ frozen: true }])
    expect(await command('clock')).toMatchObject([{ frozen: false }])
    await command('tenant', 'remove', 'worker-3')
  })
})

describe('what cannot be done', () => {
  let started: Started
  beforeAll(() => {})

  const refused = async (words: string[]): Promise<Ended> => {
    started = await simulator([...SMALL, '--control', 'a-token-of-the-tests-8f2c'])
    return await cli([...words, ...started.at])
  }

  it('is refused in one line with the words of the simulator', async () => {
    const { stderr, code } = await refused(['orders'])
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toContain('token')
    expect(code).toBe(1)
    const token = ['--control', 'a-token-of-the-tests-8f2c']
    expect((await cli(['orders', ...started.at, ...token])).code).toBe(0)
    const wrong = await cli(['clock', 'advance', 'soon', ...started.at, ...token])
    expect(wrong.stderr).toMatch(ONE_LINE)
    expect(wrong.stderr).toContain('(/by)')
  })

  it('names the option where there are no control calls', async () => {
    const { at, base } = await simulator([...SMALL, '--control', 'off'])
    expect(portOf(base)).not.toBe('')
    expect((await cli(['orders', ...at])).stderr).toMatch(/--control on/)
  })

  it.for([
    ['clock', 'stop'], ['clock', 'advance'], ['seller', 'accept'], ['seller', 'acept', 'x'], ['seller', 'notice', 'x'], ['fault', 'add'], ['import'],
    ['export', 'one', 'two'], ['scenario', 'begin', 'x'], ['tenant', 'make', 'x'], ['snapshot', 'take'], ['requests', 'all'], ['requests', 'clear', '--order', 'x'],
    ['seller', 'accept', 'x', '--price', '1'], ['bookability', 'x'], ['validate'], ['opportunities', 'change'], ['opportunities', 'create', 'x']
  ])('%j is refused with the usage', async (words) => {
    const { stderr, code } = await cli(words)
    expect({ stderr, code }).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage: ') })
    expect(stderr).toMatch(ONE_LINE)
  })
})

it.for(CONTROL_NAMES)('the help of %s lists its words and flags', async (name) => {
  const { stdout } = await cli(['help', name])
  expect(stdout).toContain(`Usage: open-booking-simulator ${usageOf(name)} [options]`)
  const lines = stdout.split('\n')
  for (const [flag, { description }] of Object.entries(controlFlagsOf(name))) expect(lines.filter((line) => line.startsWith(`  --${flag} `) && line.endsWith(` ${description}`))).toHaveLength(1)
})

it('words become the rule of a fault', () => {
  expect(ruleOf('B', ['503'], { times: 2 })).toEqual({ on: 'B', status: 503, times: 2 })
  expect(ruleOf('C2', ['OpportunityIsFullError', 'partner=acme'])).toEqual({ on: 'C2', error: 'OpportunityIsFullError', partner: 'acme' })
  expect(ruleOf('B', ['loseAnswer', 'probability=0.5'])).toEqual({ on: 'B', loseAnswer: true, probability: 0.5 })
})
