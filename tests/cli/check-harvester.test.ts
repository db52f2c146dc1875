import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../../cli/run.ts'
import { cli, type Ended, ONE_LINE } from './in-process.ts'

const HARVESTERS = join(import.meta.dirname, '../../examples/check-harvester')

const check = async (command: readonly string[], ...flags: string[]): Promise<Ended> =>
  await cli(['check-harvester', '--wait', '0', ...flags, '--', process.execPath, ...command], { env: { POLL_SECONDS: '0' } })

describe('check-harvester', () => {
  it('finds nothing wrong with the good harvester', async () => {
    expect(await check([join(HARVESTERS, 'good.js')])).toEqual({ code: 0, stdout: expect.stringMatching(/^ok \(\d+ requests\)\n$/), stderr: '' })
  })

  it('names the faults of the careless harvester', async () => {
    const { code, stdout, stderr } = await check([join(HARVESTERS, 'careless.js')])
    const [first, ...lines] = stdout.trimEnd().split('\n')
    expect([code, first, stderr]).toEqual([1, 'FAILED (5 requests)', ''])
    for (const part of ['a page without items is the last one only if', '-3 is held: expected that its deletion', '-6 is held 2 times', '-2 has modified 2: expected 21', '-15 is missing']) {
      expect(lines).toContainEqual(expect.stringContaining(part))
    }
  })

  it('stops a harvester that goes on for too long, and shows its errors', async () => {
    const { code, stdout, stderr } = await check(['-e', 'console.error("busy"); setInterval(() => {}, 1000)'], '--within', '1')
    expect([code, stderr]).toEqual([1, 'busy\n'])
    expect(stdout).toMatch(/^FAILED \(0 requests\)\n {2}It never asks for the feed: .*\n {2}It ends by SIGTERM: /)
  })

  it.each([[['check-harvester']], [['check-harvester', '--within', 'soon', '--', 'x']], [['check-harvester', '--', 'no-such-command']], [['feed-generator', '--items', '0']]])('refuses %j', async (args) => {
    expect(await cli(args)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(ONE_LINE) })
  })
})

describe('feed-generator', () => {
  it('serves a feed from its first page to its last one until it is stopped', async () => {
    let stop = async (): Promise<void> => {}
    let ended: Promise<number> | undefined
    const printed = await new Promise<string>((resolve) => {
      const io = { env: {}, stdout: { write: resolve }, stderr: { write: resolve } }
      ended = run(['feed-generator', '--port', '0', '--items', '600'], io, (given) => {
        stop = given
        return () => {}
      })
    })
    onTestFinished(async () => { await stop() })
    const [url = '', counts] = printed.split('\n')
    expect(counts).toBe('600 sessions, 75 updates, 75 deletions: 750 changes, and 525 sessions at the end')
    const pages = []
    for (let at = url, from = ''; at !== from;) {
      const response = await fetch(at)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.openactive.rpde+json; version=1'])
      const page = await response.json() as { next: string, items: unknown[] }
      pages.push([page.items.length, response.headers.get('cache-control')])
      ;[from, at] = [at, page.next]
    }
    expect(pages.reduce((sum, [count]) => sum + Number(count), 0)).toBe(750)
    expect([pages[0], pages.at(-1)]).toEqual([[500, 'public, max-age=3600'], [0, 'public, max-age=8']])
    expect((await fetch(`${url}?limit=0`)).status).toBe(400)
    expect((await fetch(`${url}x`)).status).toBe(404)
    await stop()
    expect(await ended).toBe(0)
  })
})
