import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SCENARIOS } from '../../data/scenarios/index.ts'
import { REQUIREMENTS } from '../../domain/control/report/broker-report.ts'
import { FULL } from '../helpers/runs.ts'
import { cli, type Ended, SMALL, simulator } from './in-process.ts'

const BROKERS = join(import.meta.dirname, '../../examples/check-broker')

/** The faults of the careless broker. */
const FAULTS = [
  'c1-before-booking', 'c2-before-booking', 'uuid-form', 'lost-answers', 'orders-feed', 'media-type', 'context', 'position',
  'no-order-creation-status', 'no-payment-method'
]

interface Checked extends Ended { readonly base: string }

/** Put an example to the test. */
async function check (file: string, ...words: string[]): Promise<Checked> {
  const { base, at } = await simulator(SMALL)
  const ended = await cli(['check-broker', ...at, ...words, '--', process.execPath, join(BROKERS, file)])
  return { ...ended, base }
}

describe('check-broker', () => {
  it('finds nothing wrong with the good broker, whatever the scenario', async () => {
    const all = Object.keys(SCENARIOS).filter((name) => name !== 'feed-slow')
    const names = (FULL ? all : ['answer-lost']).join(',')
    const { code, stdout, stderr } = await check('good.js', '--scenarios', names)
    expect(stderr).toBe('')
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(names.split(',').map((name) => expect.stringMatching(`^ok ${name} \\([1-9]\\d* requests\\)$`)))
    expect(code).toBe(0)
  })

  it('names each fault of the careless broker with its request, also for a CI server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
    const junit = join(folder, 'report.xml')
    const { code, stdout } = await check('careless.js', '--scenarios', 'answer-lost', '--junit', junit)
    const [first, ...lines] = stdout.split('\n')
    expect(first).toBe('FAILED answer-lost (2 requests)')
    const named = lines.flatMap((line) => /^ {2}MUST ([\w-]+):/.exec(line)?.[1] ?? [])
    expect(named.toSorted()).toEqual(FAULTS.toSorted())
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}Request \d+: B had no answer; request \d+ orders the same items under another Order UUID\.$/))
    expect(code).toBe(1)
    const xml = readFileSync(junit, 'utf8')
    expect(xml.match(/<failure /g)).toHaveLength(FAULTS.length)
    expect(xml).toContain(`<testsuite name="answer-lost" tests="${REQUIREMENTS.length}" failures="${FAULTS.length}"`)
  })

  it('refuses an unknown scenario and a report that cannot be written before the broker runs', async () => {
    const unknown = await check('good.js', '--scenarios', 'sold-out,answer-lots')
    expect(unknown.stderr).toMatch(/^[^\n]*there is no scenario answer-lots\. Did you mean answer-lost\? Name some of sold-out, [^\n]*\n$/)
    const unwritable = await check('good.js', '--scenarios', 'sold-out', '--junit', join(tmpdir(), 'no-such-folder/report.xml'))
    expect(unwritable.stderr).toContain('no-such-folder')
    for (const { code, stdout, base } of [unknown, unwritable]) {
      expect([code, stdout]).toEqual([1, ''])
      expect(await (await fetch(`${base}/simulator/requests`)).json()).toMatchObject({ items: [] })
    }
  })

  it('fails where the command fails or cannot be started', async () => {
    const { code, stdout } = await check('none.js', '--scenarios', 'sold-out')
    expect([code, stdout]).toEqual([1, expect.stringContaining('FAILED sold-out (0 requests, the command ended with 1)')])
    const { at } = await simulator(SMALL)
    const missing = await cli(['check-broker', ...at, '--scenarios', 'sold-out', '--', 'no-such-command'])
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('no-such-command')])
    expect((await cli(['check-broker', ...at])).stderr).toContain('check-broker COMMAND')
  })

  it('skips a scenario that the options exclude, and runs the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
    const junit = join(folder, 'report.xml')
    const { at } = await simulator([...SMALL, '--prices', 'free'])
    const run = async (scenarios: string) => await cli(['check-broker', ...at, '--scenarios', scenarios, '--junit', junit, '--', process.execPath, join(BROKERS, 'good.js')])
    const both = await run('payment-mismatch,sold-out')
    expect(both.stdout).toMatch(/^skipped payment-mismatch: The options of this simulator exclude this criterion\.[^\n]*\nok sold-out \([1-9]\d* requests\)\n$/)
    expect([both.code, both.stderr]).toEqual([0, ''])
    expect(readFileSync(junit, 'utf8')).toMatch(/<testsuite name="payment-mismatch" tests="1" failures="0" skipped="1" errors="0">\n.*<skipped message="The options [^"]*"\/><\/testcase>\n[^]*<testsuite name="sold-out"/)
    // Nothing was put to the test.
    expect((await run('payment-mismatch')).code).toBe(1)
  })

  it('runs scenarios of JSON files; without names, it leaves out the one of a tester that runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
    const [own, wrong] = ['own.json', 'wrong.json'].map((name) => join(folder, name)) as [string, string]
    writeFileSync(own, JSON.stringify({ opportunities: [{ price: 7.5 }], steps: [{ after: 'B', do: 'cancel' }] }))
    writeFileSync(wrong, JSON.stringify({ steps: [{ after: 'B', do: 'dance' }] }))
    const { at } = await simulator([...SMALL, '--scenario', own])
    const run = async (...words: string[]) => await cli(['check-broker', ...at, ...words, '--', process.execPath, join(BROKERS, 'good.js')])
    const ran = await run('--scenarios', `${own},sold-out`)
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^ok own \([1-9]\d* requests\)\nok sold-out /)])
    expect(await run('--scenarios', 'own')).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no scenario own.') })
    expect(await run('--scenarios', wrong)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('/steps/0/do') })
    if (!FULL) return
    const all = await run()
    expect([all.code, all.stdout.split('\n').filter((line) => line !== '').length]).toEqual([0, Object.keys(SCENARIOS).length])
  })

  it('fails where the command sends no request', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-booking-'))
    onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
    const junit = join(folder, 'report.xml')
    const { at } = await simulator(SMALL)
    const { code, stdout } = await cli(['check-broker', ...at, '--scenarios', 'sold-out', '--junit', junit, '--', process.execPath, '--eval', ''])
    expect([code, stdout]).toEqual([1, 'FAILED sold-out (0 requests)\n'])
    expect(readFileSync(junit, 'utf8')).toContain('<error message="The broker sent no request"/>')
  })

  it('leaves the state of the start behind', async () => {
    const { base } = await check('good.js', '--scenarios', 'seller-accepts')
    expect(await (await fetch(`${base}/simulator/counters`)).json()).toMatchObject({ orders: 0, leases: 0 })
  })
})
