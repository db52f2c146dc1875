import { XmlEntities } from 'html-entities'
import type { BrokerReport, RequirementResult } from './broker-report.ts'

/** A report, and the name of the run that it is about. */
export interface NamedReport {
  readonly name: string
  readonly report: BrokerReport
}

/** A run that could not be, and the reason. */
export interface SkippedRun {
  readonly name: string
  readonly skipped: string
}

const escaped = (text: string): string => XmlEntities.encode(text)

/** @returns a sentence for each breach, with the number of its request */
export const sentencesOf = ({ problems = [] }: RequirementResult): string[] =>
  problems.map(({ request, message }) => `Request ${request}: ${message}`)

function testCase (result: RequirementResult): string {
  const { id, title, level, specification, breaches, occasions } = result
  const summary = escaped(`${title}: broken on ${breaches} of ${occasions} occasions`)
  const text = escaped([...sentencesOf(result), specification].join('\n'))
  const content = {
    met: '',
    'not seen': '<skipped message="not seen"/>',
    // JUnit has no warnings: a SHOULD that is not met is a note.
    'not met': level === 'MUST'
      ? `<failure message="${summary}">${text}</failure>`
      : `<system-out>${summary}\n${text}</system-out>`
  }[result.outcome]
  return `    <testcase classname="broker.${level}" name="${escaped(`${id}: ${title}`)}">${content}</testcase>`
}

/** The error of a run without requests. */
const SILENCE = '    <testcase classname="broker" name="requests">' +
  '<error message="The broker sent no request"/></testcase>'

function suite (run: NamedReport | SkippedRun): string {
  if ('skipped' in run) {
    const skipped = `<skipped message="${escaped(run.skipped)}"/>`
    const only = `    <testcase classname="broker" name="scenario">${skipped}</testcase>`
    return suiteOf(run.name, [only], 'failures="0" skipped="1" errors="0"')
  }
  const { name, report: { requests, requirements } } = run
  const failures = requirements.filter(({ level, outcome }) => level === 'MUST' && outcome === 'not met').length
  const skipped = requirements.filter(({ outcome }) => outcome === 'not seen').length
  const errors = requests === 0 ? [SILENCE] : []
  const cases = [...requirements.map(testCase), ...errors]
  return suiteOf(name, cases, `failures="${failures}" skipped="${skipped}" errors="${errors.length}"`)
}

const suiteOf = (name: string, cases: readonly string[], counts: string): string =>
  [`  <testsuite name="${escaped(name)}" tests="${cases.length}" ${counts}>`, ...cases, '  </testsuite>'].join('\n')

/** Write reports as JUnit XML, which the pages of CI servers show. */
export const junitOf = (reports: ReadonlyArray<NamedReport | SkippedRun>): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...reports.map(suite), '</testsuites>', ''].join('\n')
