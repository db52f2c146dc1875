import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
/** The last report, for programs. */
const JSON_FILE = join(ROOT, 'bench/report.json')
/** The last full report, for people. */
const PAGE_FILE = join(ROOT, 'docs/performance.md')
const WIDTHS = [64, 18, 12]

/**
 * A measured row.
 * @typedef {object} Row
 * @property {string} measure - name of the measure
 * @property {string} figure - the figure with its unit, which depends on the machine
 * @property {number} [value] - the value that the goal is about: mostly a ratio within one run
 * @property {string} [unit] - unit of the value; without one it is a ratio
 * @property {number} [atLeast] - goal
 * @property {number} [atMost] - goal
 * @property {string} [than] - meaning of the value
 */

/**
 * Collect rows, and print each when it is measured.
 * @param {{ isFull: boolean }} run
 */
export function createReport ({ isFull }) {
  /** @type {Row[]} */
  const rows = []
  const began = new Date()

  function add (row) {
    rows.push(row)
    console.log(cells(row).map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join(' '))
  }

  async function write () {
    const report = { began: began.toISOString(), isFull, machine: machine(), rows: rows.map(withResult) }
    await writeFile(JSON_FILE, `${JSON.stringify(report, null, 2)}\n`)
  }

  return { add, write, writePage: async () => { await writeFile(PAGE_FILE, page(rows, { began, isFull })) } }
}

const machine = () => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`
})

/** @returns whether a row meets its goal; undefined without one */
function isMet ({ value, atLeast = -Infinity, atMost = Infinity }) {
  return value === undefined || (atLeast === -Infinity && atMost === Infinity) ? undefined : value >= atLeast && value <= atMost
}

const withResult = (row) => ({ ...row, isMet: isMet(row) })

function cells (row) {
  const { measure, figure, value, unit, atLeast, atMost, than = '' } = row
  const text = (number) => `${Number(number.toPrecision(3))}${unit === undefined ? '' : ` ${unit}`}`
  const goal = atLeast !== undefined ? `≥ ${text(atLeast)}` : atMost !== undefined ? `≤ ${text(atMost)}` : ''
  const mark = { true: '✓', false: '✗' }[String(isMet(row))] ?? ''
  return [measure, figure, value === undefined ? '' : text(value), `${mark} ${goal} ${than}`.trim()]
}

/** @returns the page of a report as Markdown */
function page (rows, { began, isFull }) {
  const { cores, processor, memoryGiB, node, system } = machine()
  const lines = rows.map((row) => `| ${cells(row).join(' | ')} |`)
  return `# Performance

\`npm run bench -- --full --write\` measures and writes this page. \`npm run bench\` takes four minutes and prints the same table with fewer
rounds and less stored data, without the longest waits and the ten minutes of load. It also writes \`bench/report.json\`. A part runs alone by its
name, for example \`npm run bench -- pages\`.

Last run: ${began.toISOString().slice(0, 10)}, ${isFull ? 'full' : 'quick'}, ${cores} cores of ${processor}, ${memoryGiB} GiB of memory, Node ${node}, ${system}.
The load generator uses the same cores.

| Measure | Figure | Value | Goal |
| --- | --- | --- | --- |
${lines.join('\n')}

- A flow is C1, C2 and B. Each change is on disk before its response.
- The echo is a bare Fastify server. It parses the same requests and answers with the same bytes from memory. Both are measured in turn, and a value is the median of the
  ratios of the rounds.
- CPU is the time of all threads of the server process, with the kernel's work for it. It does not depend on other programs, and includes no load generator.
- Absolute figures depend on the machine; compare ratios.
- json-server and Prism are not measured: neither is a dependency of this package.
`
}
