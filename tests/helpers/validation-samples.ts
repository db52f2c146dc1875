import { createHash } from 'node:crypto'
import { FULL } from './runs.ts'
import { nodesOf } from './shape.ts'
import type { Document } from './validation-documents.ts'
import type { Finding, Json, ModelValidator } from './validation.ts'

/** Documents that differ in UUIDs, ids and numbers only, and are validated (count). */
const SAMPLES = 2

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const NUMBER = /\d+(?:\.\d+)?/g

/** @returns what a document says, apart from UUIDs, ids and numbers. */
function textOf ({ mode, label, body, base }: Document): string {
  // An error repeats the address that was asked for, which may be anything.
  const { instance, ...rest } = body
  return `${label} ${JSON.stringify(mode === 'OpenBookingError' ? rest : body)}`.replaceAll(base, '').replace(UUID, 'U').replace(NUMBER, '0')
}

/** A row of the table. */
export interface Row { documents: number, distinct: number, validated: number, failures: number, expected: number, warnings: number, suggestions: number }

/** What the validator found. */
export interface Report {
  readonly rows: ReadonlyMap<string, Row>
  readonly failures: readonly string[]
  /** Every other finding, by severity and message, with how often there was one. */
  readonly remarks: ReadonlyMap<string, number>
}

/**
 * A choice of documents: most of a run say the same in other words. In a full run, two are validated of those that differ in UUIDs, ids
 * and numbers only; what numbers are right is a matter of rules that look at every document. In any other, each has a node unlike all before.
 */
export class Samples {
  readonly #known = new Set<string>()
  readonly #seen = new Map<string, number>()
  readonly #chosen: Document[] = []
  readonly #rows = new Map<string, Row>()

  /** @returns whether the document is new. */
  add (document: Document): boolean {
    const { label, body } = document
    const row = this.#rows.get(label) ?? { documents: 0, distinct: 0, validated: 0, failures: 0, expected: 0, warnings: 0, suggestions: 0 }
    this.#rows.set(label, row)
    row.documents++
    const digest = createHash('sha1').update(`${label} ${JSON.stringify(body)}`).digest('base64')
    if (this.#known.has(digest)) return false
    this.#known.add(digest)
    row.distinct++
    const likes = FULL ? [textOf(document)] : [...nodesOf(body, document.base)].map((node) => `${label} ${node}`)
    if (likes.some((like) => (this.#seen.get(like) ?? 0) < (FULL ? SAMPLES : 1))) this.#chosen.push(document)
    for (const like of likes) this.#seen.set(like, (this.#seen.get(like) ?? 0) + 1)
    return true
  }

  async validate (validator: ModelValidator): Promise<Report> {
    const failures: string[] = []
    const remarks = new Map<string, number>()
    const findings = await validator.validateAll(this.#chosen)
    for (const [index, { label, body, from }] of this.#chosen.entries()) {
      const row = this.#rows.get(label)!
      row.validated++
      for (const finding of findings[index]!) {
        const { severity, path, message } = finding
        if (severity === 'warning') row.warnings++
        else if (severity === 'suggestion') row.suggestions++
        else if (severity === 'failure' && (isOfSkeleton(body, finding) || OF_VIDEO.includes(message))) row.expected++
        else if (severity === 'failure') { row.failures++; failures.push(`${label}, ${from}, ${path}: ${message}`) }
        if (severity !== 'failure') increment(remarks, `${severity}: ${message} (${label}, ${path.replace(/\[\d+\]/g, '[]')})`)
      }
    }
    return { rows: this.#rows, failures, remarks }
  }
}

function increment (counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** What an order demands of an OnDemandEvent, and the model forbids. */
const OF_VIDEO = [
  'Required property `location` is missing from `OnDemandEvent`.',
  'Required property `startDate` is missing from `OnDemandEvent`.'
]

/** What an OrderItem lacks whose error is just that: it is repeated as it was sent. */
const SKELETON = [
  'Required property `acceptedOffer` is missing from `OrderItem`.',
  'Required property `orderedItem` is missing from `OrderItem`.'
]

function isOfSkeleton (body: Json, { path, message }: Finding): boolean {
  const index = /^\$\.orderedItem\[(\d+)\]/.exec(path)?.[1]
  if (index === undefined || !SKELETON.includes(message)) return false
  const item = (body['orderedItem'] as Json[])[Number(index)]
  return (item?.['error'] as Json[] | undefined)?.some((error) => error['@type'] === 'IncompleteOrderItemError') === true
}

/** @returns the table for people. */
export function tableOf ({ rows, remarks }: Report): string {
  const names = ['documents', 'distinct', 'validated', 'failures', 'expected', 'warnings', 'suggestions'] as const
  const lines = [...rows].sort().map(([label, row]) => [label, ...names.map((name) => String(row[name]))])
  const table = [['mode', ...names], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  const text = table.map((line) => line.map((cell, column) => column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)).join('  '))
  const counts = [...remarks].sort(([, a], [, b]) => b - a).map(([remark, count]) => `${String(count).padStart(6)} × ${remark}`)
  return [...text, '', ...counts].join('\n')
}
