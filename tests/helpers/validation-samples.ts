import { createHash } from 'node:crypto'
import { nodesOf } from './shape.ts'
import type { Document } from './validation-documents.ts'
import type { Finding, Json, ValidationRun } from './validation.ts'

/** Validated documents for each shape of a node (count). In a full run, shapes tell more values apart. */
const SAMPLES = 1

/** A row of the table (counts). */
export interface Row {
  documents: number
  distinct: number
  validated: number
  failures: number
  expected: number
  warnings: number
  suggestions: number
}

/** The findings of the validator. */
export interface Report {
  readonly rows: ReadonlyMap<string, Row>
  readonly failures: readonly string[]
  /** Other findings by severity and message (count). */
  readonly remarks: ReadonlyMap<string, number>
}

/**
 * A selection of documents, because most documents of a run are similar: those with a node of a new shape. The
 * rules in `validation-rules.ts` check the values of every document.
 */
export class Samples {
  readonly #known = new Set<string>()
  /** Nodes so far, by label and shape (count). */
  readonly #seen = new Map<string, Map<number, number>>()
  readonly #chosen: Document[] = []
  readonly #rows = new Map<string, Row>()
  readonly #run: ValidationRun

  /** @param run - validates the selected documents while others are added */
  constructor (run: ValidationRun) { this.#run = run }

  /**
   * Add a document, and select it for validation if few similar ones are selected.
   * @returns true if no equal document was added before
   */
  add (document: Document): boolean {
    const { label, body } = document
    const row = this.#rows.get(label) ??
      { documents: 0, distinct: 0, validated: 0, failures: 0, expected: 0, warnings: 0, suggestions: 0 }
    this.#rows.set(label, row)
    row.documents++
    const digest = createHash('sha1').update(`${label} ${JSON.stringify(body)}`).digest('base64')
    if (this.#known.has(digest)) return false
    this.#known.add(digest)
    row.distinct++
    const shapes = nodesOf(body, document.base)
    const seen = this.#seen.get(label) ?? new Map<number, number>()
    this.#seen.set(label, seen)
    const count = (shape: number): number => seen.get(shape) ?? 0
    if (shapes.some((shape) => count(shape) < SAMPLES)) {
      this.#chosen.push(document)
      this.#run.add(document)
    }
    for (const shape of shapes) seen.set(shape, count(shape) + 1)
    return true
  }

  /** Wait for the findings of the validator. */
  async report (): Promise<Report> {
    const failures: string[] = []
    const remarks = new Map<string, number>()
    const findings = await this.#run.findings()
    for (const [index, { label, body, from }] of this.#chosen.entries()) {
      const row = this.#rows.get(label)!
      row.validated++
      for (const finding of findings[index]!) {
        const { severity, path, message } = finding
        if (severity === 'warning') row.warnings++
        else if (severity === 'suggestion') row.suggestions++
        else if (severity === 'failure' && (isOfIncompleteItem(body, finding) || isOfDynamicOrder(body, finding) || OF_VIDEO.includes(message))) row.expected++
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

/** Properties that the validator requires of an OnDemandEvent in an order, although the model forbids them. */
const OF_VIDEO = [
  'Required property `location` is missing from `OnDemandEvent`.',
  'Required property `startDate` is missing from `OnDemandEvent`.'
]

/** Error of an item that a DynamicPayment cannot pay. Its request has no Offer, and the answer with the error no payment. */
const NOT_DYNAMIC = 'OpportunityOfferPairNotBookableError'

/** Properties that an OrderItem lacks if the request has no reference there, or one that an answer cannot repeat. */
const INCOMPLETE = [
  'Required property `acceptedOffer` is missing from `OrderItem`.',
  'Required property `orderedItem` is missing from `OrderItem`.'
]

/** Properties that the specification forbids in an order with a DynamicPayment, and a quote need not have. */
const OF_DYNAMIC = /^Required property `(?:totalPaymentDue|acceptedOffer|identifier)` is missing from `(?:OrderQuote|OrderProposal|Order|OrderItem|DynamicPayment)`\.$/

function isOfDynamicOrder (body: Json, { message }: Finding): boolean {
  const { payment, brokerRole, orderedItem, totalPaymentDue } = body as Readonly<Record<string, Json & readonly Json[] | undefined>>
  const isWithoutPrices = totalPaymentDue === undefined && orderedItem?.every(({ acceptedOffer }) => acceptedOffer === undefined) === true
  // The items of the feeds and refused orders have no payment.
  const isRefused = orderedItem?.some(({ error }) => error !== undefined) === true
  return isWithoutPrices && (brokerRole === undefined || isRefused || payment?.['@type'] === 'DynamicPayment') && OF_DYNAMIC.test(message)
}

function isOfIncompleteItem (body: Json, { path, message }: Finding): boolean {
  const index = /^\$\.orderedItem\[(\d+)\]/.exec(path)?.[1]
  if (index === undefined || !INCOMPLETE.includes(message)) return false
  const item = (body['orderedItem'] as Json[])[Number(index)]
  return (item?.['error'] as Json[] | undefined)?.some((error) => ['IncompleteOrderItemError', 'InvalidOpportunityOrOfferIdError', NOT_DYNAMIC].includes(String(error['@type']))) === true
}

/** Format the report as a table, followed by the other findings. */
export function tableOf ({ rows, remarks }: Report): string {
  const names = ['documents', 'distinct', 'validated', 'failures', 'expected', 'warnings', 'suggestions'] as const
  const lines = [...rows].sort().map(([label, row]) => [label, ...names.map((name) => String(row[name]))])
  const table = [['mode', ...names], ...lines]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)
  const text = table.map((line) => line.map(pad).join('  '))
  const counts = [...remarks].sort(([, a], [, b]) => b - a)
    .map(([remark, count]) => `${String(count).padStart(6)} × ${remark}`)
  return [...text, '', ...counts].join('\n')
}
