import { describe, expect, it } from 'vitest'
import { isProblem } from '../../../domain/request/problem.ts'
import { createReader } from '../../../domain/request/reader.ts'
import { orderPatch, proposalPatch } from '../../../schemas/requests/order-patch.ts'
import { orderRequest, proposalRequest, quoteRequest, quoteTemplateRequest } from '../../../schemas/requests/order-request.ts'
import { ajvFor } from '../../../simulator/schema-validation.ts'
import { CLUB, completeBody } from '../../helpers/complete-bodies.ts'
import { writeJson } from '../../helpers/hostile-values.ts'
import { type Stage, withValue, wrongOrganizations, wrongValuesOf } from '../../helpers/wrong-values.ts'

const ITEM = { opportunity: 'https://a.example/1', offer: 'https://a.example/1#/offers/0', price: 1, feed: '' }
const ITEMS = [ITEM, ITEM, ITEM]
const CASES: ReadonlyArray<readonly [stage: Stage, schema: Parameters<typeof createReader>[0], body: object]> = [
  ['C1', quoteTemplateRequest, completeBody('C1', ITEMS)],
  ['C2', quoteRequest, completeBody('C2', ITEMS)],
  ['P', proposalRequest, completeBody('P', ITEMS)],
  ['B', orderRequest, completeBody('B', ITEMS)],
  ['P update', proposalPatch, { '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected', orderCustomerNote: 'x' }],
  ['U', orderPatch, { '@type': 'Order', orderedItem: [{ '@type': 'OrderItem', '@id': 'x', orderItemStatus: 'https://openactive.io/CustomerCancelled' }] }]
]

const hasProblem = (part: unknown): boolean =>
  isProblem(part) || (typeof part === 'object' && part !== null && Object.values(part).some(hasProblem))

const ajv = ajvFor('requests')

describe.each(CASES)('the reader of %s', (stage, schema, body) => {
  const read = createReader(schema)
  const validate = ajv.compile(schema as object)

  it('finds a problem exactly where the documenting schema has an error', () => {
    expect([hasProblem(read(body, [])), validate(body)]).toEqual([false, true])
    const wrongs = [
      ...wrongValuesOf(stage).map((wrong) => ({ ...wrong, right: body })),
      ...(stage === 'C2' ? wrongOrganizations() : []).map((wrong) => ({ ...wrong, right: { ...body, customer: CLUB } }))
    ]
    const different = wrongs.filter(({ right, path, value }) => {
      const wrong = JSON.parse(writeJson(withValue(right, path, value))) as object
      return hasProblem(read(wrong, [])) === validate(wrong)
    })
    expect(different).toEqual([])
  })

  it('drops unknown properties, and leaves the path as it was', () => {
    const path: Array<string | number> = []
    expect(read({ ...body, 'acme:x': null, more: [{}] }, path)).toEqual(read(body, path))
    expect(path).toEqual([])
  })
})

describe('a problem', () => {
  const read = createReader({
    type: 'object',
    properties: {
      party: {
        type: 'object',
        properties: { name: { type: 'string', format: 'plain-text', maxLength: 5 }, email: { type: 'string', format: 'email' } },
        required: ['name'],
        'x-error-type': 'IncompleteBrokerDetailsError'
      },
      place: { type: 'object', properties: { town: { type: 'string' }, code: { type: 'string' } }, 'x-lenient': true },
      sizes: { type: 'array', maxItems: 2, items: { type: 'integer', minimum: 0 } }
    }
  })

  it.each<[body: unknown, text: string]>([
    [[], 'The request body must be an object; received a list of 0.'],
    [{ sizes: [1, -2] }, 'sizes[1] must be a whole number, 0 or more; received -2.'],
    [{ sizes: [1, 2, 3] }, 'sizes must have at most 2 items; received 3.'],
    [{ sizes: '1' }, 'sizes must be a list; received a text.']
  ])('outside a property with an error type is the result: %j', (body, text) => {
    expect(read(body, [])).toMatchObject({ errorType: 'OpenBookingError', text, isEmpty: false })
  })

  it.each<[party: unknown, text: string, isEmpty: boolean]>([
    [null, 'party must be an object; received null.', true],
    ['', 'party must be an object; received an empty text.', true],
    [7, 'party must be an object; received a number.', false],
    [{ '@type': 'Robot' }, 'party must have name.', false],
    [{ name: 7 }, 'party.name must be text without HTML and control characters; received a number.', false],
    [{ name: 'Secret' }, 'party.name must have at most 5 characters; received 6.', false],
    [{ name: '👍👍👍👍👍👍' }, 'party.name must have at most 5 characters; received 6.', false],
    [{ name: '👍👍<b' }, 'party.name must be text without HTML and control characters; it contains "\\u003cb".', false],
    [{ name: 'a<b' }, 'party.name must be text without HTML and control characters; it contains "\\u003cb".', false],
    [{ name: 'A', email: 'secret at home' }, 'party.email must be an e-mail address; received a text.', false]
  ])('takes the place of a property with an error type, and repeats no personal data: %j', (party, text, isEmpty) => {
    expect(read({ party, sizes: [1] }, [])).toMatchObject({ party: { errorType: 'IncompleteBrokerDetailsError', text, isEmpty }, sizes: [1] })
  })

  it('is dropped where wrong values are ignored', () => {
    expect(read({ place: { town: 7, code: 'x' } }, [])).toEqual({ place: { code: 'x' } })
    expect(read({ place: 7 }, [])).toEqual({})
  })
})
