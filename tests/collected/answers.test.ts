import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectedAnswers, requireCompleteRuns } from '../helpers/collection.ts'
import { type Document, documentsOf, isPage, Merger, MODES, locate } from '../helpers/validation-documents.ts'
import { answerProblems, frameOf, PageWalks, valueProblems } from '../helpers/validation-rules.ts'
import { type Report, Samples, tableOf } from '../helpers/validation-samples.ts'
import { ModelValidator, newPageChecker } from '../helpers/validation.ts'

const validator = new ModelValidator()
const wrong = { answers: new Set<string>(), pages: new Set<string>() }
/** One valid document of each mode. */
const examples = new Map<string, Document>()
let report: Report
let pages = 0

beforeAll(async () => {
  requireCompleteRuns()
  const samples = new Samples(validator.start())
  const merger = new Merger()
  const walks = new PageWalks()
  let answers = 0
  for (const { worker, answer } of collectedAnswers()) {
    const located = locate(answer)
    if (located === undefined) continue
    answers++
    const { json } = located
    const from = `${answer.method} ${answer.url} ${answer.status}`
    const problems = answerProblems(located)
    if (json !== undefined && isPage(located)) {
      pages++
      problems.push(...valueProblems(frameOf(json)))
      for (const problem of walks.problems(located, json, `${worker} ${answer.simulator} ${answer.base}`)) wrong.pages.add(`${from}: ${problem}`)
    } else if (json !== undefined) {
      problems.push(...valueProblems(json))
    }
    for (const document of documentsOf(located)) {
      if (!samples.add(document)) continue
      if (isPage(located)) problems.push(...valueProblems(document.body))
      if (document.mode === 'BookableRPDEFeed') merger.add(document)
      if (!examples.has(document.mode)) examples.set(document.mode, document)
    }
    for (const problem of problems) wrong.answers.add(`${from}: ${problem}`)
  }
  for (const document of merger.merged()) samples.add(document)
  report = await samples.report()
  console.log(`${answers} answers, ${pages} pages\n${tableOf(report)}`)
}, 1_800_000)

afterAll(() => { validator.remove() })

/** Shorten a list of problems: thousands of lines say no more than the first. */
const firstOf = (problems: Iterable<string>): string[] => [...problems].slice(0, 50)

describe('every answer', () => {
  it('has the right content type and status code, and no empty value', () => {
    expect(firstOf(wrong.answers)).toEqual([])
  })

  it('follows RPDE if it is a page of a feed', () => {
    expect(pages).toBeGreaterThan(0)
    expect(firstOf(wrong.pages)).toEqual([])
  })
})

describe('the OpenActive validator', () => {
  it.each(MODES)('runs in the mode %s', (mode) => {
    expect(report.rows.get(mode)?.validated ?? 0).toBeGreaterThan(0)
  })

  it.each(['SessionSeries', 'FacilityUse', 'IndividualFacilityUse'])('checks opportunities joined with their %s', (parent) => {
    expect(report.rows.get(`BookableRPDEFeed in ${parent}`)?.validated ?? 0).toBeGreaterThan(0)
  })

  it('finds only failures of incomplete items, of orders with a DynamicPayment, and of videos without start and location', () => {
    expect(firstOf(report.failures)).toEqual([])
    const expected = [...report.rows].flatMap(([label, row]) => row.expected > 0 ? [label] : [])
    expect(expected.sort()).toEqual(['BResponse', 'BResponseOrderItemError', 'C1Response', 'C1ResponseOrderItemError', 'C2Response', 'C2ResponseOrderItemError', 'OrderProposalsFeed', 'OrderStatus', 'OrdersFeed', 'PResponse', 'PResponseOrderItemError'])
  })

  it('needs no network', () => {
    expect(validator.countUnexpectedDocuments()).toBe(0)
  })

  it.each(MODES)('detects a fault in the mode %s', async (mode) => {
    const { '@context': context, ...body } = examples.get(mode)!.body
    const severities = (await validator.validate({ '@context': context, ...body, price: '1' }, mode)).map(({ severity }) => severity)
    expect(severities).toContain('failure')
  })

  it('of RPDE detects a fault', () => {
    const url = 'http://localhost:5000/feeds/session-series'
    const page = { url, json: { next: `${url}?afterChangeNumber=1`, items: [] }, pageIndex: 0, contentType: 'text/plain', cacheControl: '', status: 200 }
    expect(newPageChecker().validateRpdePage({ ...page, isInitialHarvestComplete: false, isOrdersFeed: false })).not.toEqual([])
  })
})
