import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { sendPrinted } from '../cli/printed-request.ts'
import type { Json } from './booking.ts'
import { CLI, freePort, ROOT, run, type Running, start, temporaryFolder } from './processes.ts'

/** Parts of a value that differ from day to day. */
const CHANGING = /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:]+Z|scheduled-sessions\/\d+\/events\/\d+|\/test-\w+|afterChangeNumber=\d+|localhost:\d+/g

/** Properties with an arbitrary value, or a wording that documents need not follow. */
const ARBITRARY = ['orderNumber', 'modified', 'confirmationNumber', 'cancellationMessage', 'description', 'details', 'title']

/** The address that the documents use. */
const DOCUMENTED = 'localhost:5000'

/** Commands that start a simulator in a terminal of its own. */
const START = /\b(?:npm start(?: --)?|npx fastify start)(?= |$)/m

interface Block { readonly language: string, readonly text: string }

/** A simulator, started by the last line of `start`, and the blocks up to the next start. */
interface Phase { readonly start: string, readonly blocks: Block[] }

function stable (value: unknown): unknown {
  if (typeof value === 'string') return value.replace(CHANGING, '*')
  if (Array.isArray(value)) return value.map(stable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !ARBITRARY.includes(name)).map(([name, part]) => [name, stable(part)]))
}

/** @returns the text of a document of the repository. */
export const readDocument = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** @returns the blocks of a language, in document order. */
export const blocksOf = (text: string, language: string): string[] => textsOf(allBlocks(text), language)

const allBlocks = (text: string): Block[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language = '', text = '']) => ({ language, text }))

/** Split a document at the blocks that start a simulator. Commands before the first start share its terminal. */
function phasesOf (text: string): Phase[] {
  const phases: Phase[] = []
  let before = ''
  for (const block of allBlocks(text)) {
    if (block.language === 'sh' && START.test(block.text)) phases.push({ start: before + block.text, blocks: [] })
    else if (phases.length > 0) phases.at(-1)?.blocks.push(block)
    else if (block.language === 'sh') before += block.text
  }
  return phases
}

/** @returns a folder outside the repository in which the package and its test tools are installed. */
export function projectFolder (): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['fastify', 'vitest']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  symlinkSync(ROOT, join(folder, 'node_modules/open-booking-simulator'))
  return folder
}

/** The circumstances of a walk through a document. */
export interface Circumstances {
  /** Time of day on the simulator's clock at the start (UTC), such as `23:50`; by default the real one. */
  readonly time?: string
  /** Whether the reader sends the request of the banner first. */
  readonly afterBanner?: boolean
}

/** @returns the variables for a process whose clock shows a time of day at its start, the next one after now */
function clockVariables (time: string | undefined): Record<string, string> {
  if (time === undefined) return {}
  const now = new Date()
  const shown = new Date(`${now.toISOString().slice(0, 10)}T${time}:00Z`)
  if (shown < now) shown.setUTCDate(shown.getUTCDate() + 1)
  const shifted = `const { now } = Date, ahead = ${shown.getTime() - now.getTime()}
globalThis.Date = class extends Date {
  constructor (...given) { super(...(given.length === 0 ? [now() + ahead] : given)) }
  static now () { return now() + ahead }
}`
  return { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(shifted)}"` }
}

/** Start a simulator as the document does, with its installation left out and a free port in place of 5000. */
async function startAs (command: string, cwd: string, time: string | undefined): Promise<Running> {
  const port = String(await freePort())
  const script = command
    .replace(/^npm ci\n/m, '')
    .replace(/\bnpm start(?: --)?(?= |$)/m, `exec node ${CLI} start`)
    .replace(/\bnpx fastify start(?= |$)/m, `exec ${join(ROOT, 'node_modules/.bin/fastify')} start`)
    .replace(/ -p 5000\b/, ` -p ${port}`)
  // `fastify start` prints its address in its log only.
  return start('sh', ['-c', script], { cwd, env: { PORT: port, ...clockVariables(time), ...(!command.includes('fastify start') && { OPEN_BOOKING_LOG_LEVEL: 'silent' }) } })
}

/** @returns whether a line is as promised, where `…` stands for any text. */
function isAsPromised (line: string, promised: string | undefined): boolean {
  const pattern = promised?.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')
  return pattern !== undefined && new RegExp(`^${pattern}$`).test(line)
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
/** @returns the texts of the blocks of a language. */
const textsOf = (blocks: readonly Block[], language: string): string[] => blocks.filter((block) => block.language === language).map(({ text }) => text)

/** Start the simulator of a phase, run its commands, and compare their output with the promised responses and lines. */
async function runPhase ({ start: command, blocks }: Phase, cwd: string, { time, afterBanner }: Circumstances): Promise<string> {
  const simulator = await startAs(command, cwd, time)
  const [, port = ''] = await simulator.until(/\bhttps?:\/\/(?:localhost|127\.0\.0\.1):(\d+)\b/)
  const local = (text: string): string => text.replaceAll(DOCUMENTED, `localhost:${port}`).replaceAll('node dist/cli.js', `node ${CLI}`)

  if (afterBanner === true) {
    const [banner] = await simulator.until(/C1\):\n[^]*?\n\n/)
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote' })
  }
  const [first, ...others] = blocks
  const banner = first?.language === 'text' ? first.text : ''
  const promised = banner === '' ? blocks : others
  const { stdout, stderr, code } = await run('sh', ['-c', local(textsOf(promised, 'sh').join('\necho\n'))], { cwd, env: { PORT: port } })
  expect([code, stderr]).toEqual([0, ''])
  compare(stdout, promised)

  const { stdout: printed } = await simulator.stop()
  for (const [address] of local(banner).matchAll(/\bhttps?:\/\/\S+/g)) expect(printed.split(/\s/)).toContain(address)
  return stdout
}

/** Compare printed responses with `json` blocks, as far as these show them, and all other lines with `text` blocks. */
function compare (stdout: string, promised: readonly Block[]): void {
  const isResponse = (line: string): boolean => line.startsWith('{')
  const responses = linesOf(stdout).filter(isResponse).map((line) => JSON.parse(line.replace(/status \d+$/, '')) as Json)
  const expected = textsOf(promised, 'json').map((text) => JSON.parse(text.replace(/,?\s*…/g, '')) as Json)
  expect(responses).toHaveLength(expected.length)
  for (const [index, response] of responses.entries()) expect(stable(response)).toMatchObject(stable(expected[index]) as object)

  const expectedLines = linesOf(textsOf(promised, 'text').join(''))
  if (expectedLines.length === 0) return
  const lines = linesOf(stdout).filter((line) => !isResponse(line))
  expect(lines.map((line, index) => isAsPromised(line, expectedLines[index]) ? expectedLines[index] : line)).toEqual(expectedLines)
}

/**
 * Run every `sh` block of a document, in order, each simulator started as the document starts it. Compare JSON responses as far as the
 * document shows them, printed lines as a whole, and the addresses that a start prints. Blocks marked `bash` cannot run in a test.
 * @returns everything that the commands printed
 */
export async function walkThrough (file: string, circumstances: Circumstances = {}): Promise<string> {
  const phases = phasesOf(readDocument(file))
  expect(phases).not.toEqual([])
  const cwd = projectFolder()
  let printed = ''
  for (const phase of phases) printed += await runPhase(phase, cwd, circumstances)
  return printed
}
