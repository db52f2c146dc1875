import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { completeBody, sendOnce } from '../../helpers/complete-bodies.ts'
import { done, makeForApproval, p, propose } from '../../helpers/proposals.ts'
import { API } from '../../helpers/refusal.ts'
import { type Bookable, make, PARTNER_1 } from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'
import { type Finding, ModelValidator, type Validated } from '../../helpers/validation.ts'
import { nodeAt, withValue, writePath } from '../../helpers/wrong-values.ts'

const CRITERIA = ['TestOpportunityBookable', 'TestOpportunityBookableAttendeeDetails', 'TestOpportunityBookableAdditionalDetails']
const STAGES = [['C1', 'order-quote-templates', 200], ['C2', 'order-quotes', 200], ['P', 'order-proposals', 201], ['B', 'orders', 201]] as const
type Stage = typeof STAGES[number][0]
type Body = Record<string, unknown>

const TEXTS = [
  'weight < 80 & height > 150', '< 18', 'Fish & chips; no nuts', "Sorry, < 3 of us can come & we're late", 'R&D', 'AT&T', 'Tom & Jerry', 'a > b', 'a < b > c', '&', '& ', '>', '"quoted" and \'single\'',
  "O'Hara", 'Łódź 李 \u{1F469}\u200D\u{1F467}', 'two\nlines\tand\r\nmore', ' spaces around ', '{{7*7}} {base}/x', '1,234.50 £', 'null', 'true', '%3Cb%3E', '\\u003cb\\u003e', 'A&E, B&B & C&A', '100 % < 200 %'
]

/** Choose one case in a few, another one at each stage; in a full run, twice as many. */
const someOf = <T>(cases: readonly T[], oneIn: number, offset = 0): T[] =>
  cases.filter((_, index) => (index + offset) % (FULL ? Math.ceil(oneIn / 2) : oneIn) === 0)

/** Every property with free text, by path; a payment has a name and, at P and B, an identifier. */
const PROPERTIES = [
  'broker.name', 'broker.telephone', 'broker.identifier', 'broker.termsOfService.0.name', 'broker.address.streetAddress', 'broker.address.addressLocality', 'broker.address.addressRegion', 'broker.address.postalCode',
  'customer.givenName', 'customer.familyName', 'customer.telephone', 'customer.identifier',
  'orderedItem.1.attendee.givenName', 'orderedItem.1.attendee.familyName', 'orderedItem.1.attendee.telephone', 'orderedItem.1.attendee.identifier',
  'orderedItem.2.orderItemIntakeFormResponse.0.value', 'orderedItem.2.orderItemIntakeFormResponse.2.value', 'payment.name', 'payment.identifier'
]
const propertiesAt = (stage: Stage): string[] => PROPERTIES.filter((path) =>
  (stage !== 'C1' || !path.startsWith('customer')) && (!stage.startsWith('C') || path !== 'payment.identifier'))

let simulator: Simulator
let simple: Bookable[]
let approval: Bookable[]
/** Answers to validate together at the end, because a worker of the validator starts slowly. */
const documents: Validated[] = []
beforeAll(async () => {
  simulator = await openApp()
  simple = await Promise.all(CRITERIA.map((criterion) => make(simulator, criterion)))
  approval = await Promise.all(CRITERIA.map((criterion) => makeForApproval(simulator, criterion)))
})
afterAll(async () => { await simulator.app.close() })

const bodyWith = (stage: Stage, text: string): Body => propertiesAt(stage)
  .reduce((body, path) => withValue(body, path, text), completeBody(stage, stage === 'P' ? approval : simple))

describe.each(STAGES)('%s', (stage, endpoint, expected) => {
  const offset = STAGES.findIndex(([name]) => name === stage)

  it('repeats free text unchanged', async () => {
    for (const text of [TEXTS.join(' '), ...someOf(TEXTS, 3, offset)]) {
      const answer = await sendOnce(simulator, endpoint, bodyWith(stage, text))
      expect([text, answer.status, answer.status === expected ? '' : answer.text]).toEqual([text, expected, ''])
      for (const path of propertiesAt(stage)) expect([path, valueAt(answer.body, path)]).toEqual([path, text])
      if (FULL || text.length > 100) documents.push({ body: answer.body, mode: `${stage}Response` })
    }
  })

  it.each(someOf([
    ['I <3 yoga', '\\u003c3 yoga'], ['x<y', '\\u003cy'], ['<b>bold</b>', '\\u003cb>'], ['Ann <ann@example.com>', '\\u003cann@example.com>'], ['fish &amp; chips', '\\u0026amp;'], ['&#60;', '\\u0026#60;'], ['© is &copy', '\\u0026copy'], ['x <\n3', '\\u003c\\n3']
  ], 4, offset))('refuses %j, which the validator calls HTML, and quotes it', async (text, quoted) => {
    const outcomes = new Set<string>()
    for (const path of propertiesAt(stage).filter((name) => !name.startsWith('broker.address'))) {
      const { status, body } = await sendOnce(simulator, endpoint, withValue(completeBody(stage, stage === 'P' ? approval : simple), path, text))
      // C1 does not check the details of items.
      if (stage === 'C1' && path.startsWith('orderedItem')) { expect(status).toBe(200); continue }
      const index = Number(/^orderedItem\.(\d)/.exec(path)?.[1])
      const error = status === 409 ? body.orderedItem[index].error[0] : body
      expect([status >= 400, error.description]).toEqual([true, expect.stringContaining(writePath(path))])
      expect(error.description).toContain(quoted)
      outcomes.add(`${status} ${error['@type']}`)
    }
    expect([...outcomes].sort()).toEqual([
      ...(stage === 'C1' ? [] : ['409 IncompleteAttendeeDetailsError', '409 InvalidIntakeFormError', '400 IncompleteCustomerDetailsError']),
      ...(stage.startsWith('C') ? [] : ['400 IncompletePaymentDetailsError']), '400 IncompleteBrokerDetailsError', '400 InvalidPaymentDetailsError'
    ].sort())
  })
})

const valueAt = (body: object, path: string): unknown => {
  const names = path.split('.')
  return (nodeAt(body, names.slice(0, -1).join('.')))[names.at(-1) ?? '']
}

describe('a note to the seller', () => {
  it.each(someOf(TEXTS, 4))('can be %j at P and in a rejection', async (orderCustomerNote) => {
    const { uuid } = await propose(simulator, [approval[0]!])
    await done(simulator.request('PATCH', `${API}/order-proposals/${uuid}`, {
      headers: PARTNER_1, body: { '@context': 'https://openactive.io/', '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected', orderCustomerNote }
    }))
    const { body } = await p(simulator, [approval[0]!], { more: { orderCustomerNote } })
    // The offer does not take messages, but nothing is wrong with the text.
    expect(body.description).toContain('OpenBookingMessageExchange')
    expect(JSON.stringify(await simulator.state())).toContain(JSON.stringify(orderCustomerNote).slice(1, -1))
    await done(simulator.request('DELETE', `${API}/orders/${uuid}`, { headers: PARTNER_1 }))
  })
})

it('the OpenActive validator finds no failure in repeated text, nor in errors that quote markup', async () => {
  const text = '<b>x</b> &lt;'
  const { body } = await sendOnce(simulator, 'order-quotes', withValue(completeBody('C2', simple), 'customer.givenName', text))
  const { body: quote } = await sendOnce(simulator, 'order-quotes', withValue(completeBody('C2', simple), 'orderedItem.1.attendee.givenName', text))
  const validator = new ModelValidator()
  onTestFinished(() => { validator.remove() })
  const all = [...documents, { body, mode: 'OpenBookingError' }, { body: quote, mode: 'C2ResponseOrderItemError' }]
  expect(all.length).toBeGreaterThanOrEqual(6)
  const findings = await Promise.all(all.map(async ({ body, mode }) => await validator.validate(body, mode)))
  expect(findings.flat().filter(({ severity }: Finding) => severity === 'failure')).toEqual([])
})
