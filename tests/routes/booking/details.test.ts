import { describe, expect, it } from 'vitest'
import { BASE, shareApp } from '../../helpers/build-app.ts'
import { b, c1, c2, EVERY_KIND, make, newUuid, orderBody, PARTNER_1, quoteBody } from '../../helpers/requests.ts'

/** Each test books an opportunity of its own. */
const shared = shareApp()

const FIELD = (name: string): string => `${BASE}/api/identifiers/intake-form/${name}`
const answer = (name: string, value: unknown): object => ({ '@type': 'PropertyValue', propertyID: FIELD(name), value })
const RIGHT = [answer('experience', 'Twice'), answer('health', 'A bad knee'), answer('heard-of-us', 'A friend'), answer('photographs', false), answer('certificate', 'https://a.example/c.pdf')]
const ATTENDEE = { '@type': 'Person', givenName: 'Gwen', familyName: 'Mostyn', email: 'gwen@canary.example', telephone: '07700 900482' }

type Item = Record<string, unknown>

/** The items of a request with further properties in each. */
function itemsWith (body: Record<string, unknown>, more: object): Item[] {
  return (body['orderedItem'] as Item[]).map((item) => ({ ...item, ...more }))
}

describe.each(EVERY_KIND)('attendee details of a %s', (kind) => {
  it('are requested at every stage, and required at C2 and B but not at C1', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAttendeeDetails', kind)
    const uuid = newUuid()
    const quote = await c1(simulator, [item], { uuid })
    expect(quote.status).toBe(200)
    expect(quote.body.orderedItem[0].attendeeDetailsRequired).toEqual(['givenName', 'familyName', 'email', 'telephone'].map((name) => `https://schema.org/${name}`))
    for (const call of [c2, b]) {
      const { status, body } = await call(simulator, [item], { uuid })
      expect([status, body.orderedItem[0].error.map((error: Item) => error['@type'])]).toEqual([409, ['IncompleteAttendeeDetailsError']])
      expect(body.totalPaymentDue.price).toBe(item.price)
    }
    const orderedItem = itemsWith(quoteBody([item]), { attendee: ATTENDEE })
    expect((await c2(simulator, [item], { uuid, more: { orderedItem } })).body.orderedItem[0].attendee).toEqual(ATTENDEE)
    const booked = await b(simulator, [item], { uuid, more: { orderedItem } })
    expect([booked.status, booked.body.orderedItem[0].attendee]).toEqual([201, ATTENDEE])
  })

  it('that are incomplete get an error that names the missing property', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAttendeeDetails', kind)
    const { telephone: _telephone, ...attendee } = ATTENDEE
    const { body } = await c2(simulator, [item], { more: { orderedItem: itemsWith(quoteBody([item]), { attendee }) } })
    expect(body.orderedItem[0].error[0].description).toBe('The attendee lacks telephone.')
  })
})

describe('additional details', () => {
  it('are requested by a form with all five kinds of field', async () => {
    const simulator = await shared()
    const { body } = await c1(simulator, [await make(simulator, 'TestOpportunityBookableAdditionalDetails')])
    const form = body.orderedItem[0].orderItemIntakeForm
    expect(form.map((field: Item) => field['@type'])).toEqual(['ShortAnswer', 'Paragraph', 'Dropdown', 'Boolean', 'FileUpload'].map((kind) => `${kind}FormFieldSpecification`))
    expect(form.map((field: Item) => field['valueRequired'])).toEqual([true, false, false, undefined, false])
  })

  it.each<[situation: string, responses: readonly object[], errors: readonly string[]]>([
    ['valid answers, one of them false', RIGHT, []],
    ['only the required answers', [RIGHT[0]!, RIGHT[3]!], []],
    ['no answers', [], ['IncompleteIntakeFormError', 'IncompleteIntakeFormError']],
    ['all required answers except the boolean', [RIGHT[0]!], ['IncompleteIntakeFormError']],
    ['a string for a boolean', [RIGHT[0]!, answer('photographs', 'yes')], ['InvalidIntakeFormError']],
    ['a boolean for a string', [answer('experience', true), RIGHT[3]!], ['InvalidIntakeFormError']],
    ['an unknown option', [...RIGHT.slice(0, 2), answer('heard-of-us', 'By chance'), RIGHT[3]!], ['InvalidIntakeFormError']],
    ['a file answer that is not a URL', [RIGHT[0]!, RIGHT[3]!, answer('certificate', 'c.pdf')], ['InvalidIntakeFormError']],
    ['an answer to an unknown question', [...RIGHT, answer('weather', 'fine')], ['InvalidIntakeFormError']],
    ['two answers to one question', [...RIGHT, answer('health', 'A bad hip')], ['InvalidIntakeFormError']],
    ['the same answer twice', [...RIGHT, RIGHT[0]!], ['InvalidIntakeFormError']]
  ])('with %s have the expected item errors', async (_situation, orderItemIntakeFormResponse, errors) => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const more = { orderedItem: itemsWith(quoteBody([item]), { orderItemIntakeFormResponse }) }
    expect((await c1(simulator, [item], { more })).status).toBe(200)
    for (const call of [c2, b]) {
      const { status, body } = await call(simulator, [item], { more })
      expect([status, body.orderedItem[0].error?.map((error: Item) => error['@type']) ?? []]).toEqual([errors.length > 0 ? 409 : call === c2 ? 200 : 201, errors])
      if (orderItemIntakeFormResponse.length > 0) expect(body.orderedItem[0].orderItemIntakeFormResponse).toEqual(orderItemIntakeFormResponse)
    }
  })

  it.each<[constraint: string, wrong: object, description: string]>([
    ['options', answer('heard-of-us', 'By chance'), 'The response to "How did you hear of us?" must be one of its options: "A friend", "An app", "At the centre"; received a text.'],
    ['pattern', answer('certificate', 'c.pdf'), 'The response to "Certificate" must be an address with the pattern http://… or https://…; received a text.'],
    ['kind', answer('photographs', 'yes'), 'The response to "Photographs" must be true or false; received a text.'],
    ['kind', answer('experience', true), 'The response to "Experience" must be a text; received true.'],
    ['HTML', answer('experience', 'twice <b>'), 'orderedItem[0].orderItemIntakeFormResponse[0].value must be text without HTML and control characters; it contains "\\u003cb>".'],
    ['length', answer('health', 'x'.repeat(2001)), 'orderedItem[0].orderItemIntakeFormResponse[0].value must have at most 2000 characters; received 2001.'],
    ['options', answer('heard-of-us', '<b>'), 'The response to "How did you hear of us?" must be one of its options: "A friend", "An app", "At the centre"; received a text.'],
    ['required', answer('experience', null), 'The question "Experience" is required: answer it.']
  ])('with a wrong answer have an error that names the broken constraint (%s) and the question', async (_constraint, wrong, description) => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const { propertyID } = wrong as { propertyID: string }
    const orderItemIntakeFormResponse = [wrong, ...RIGHT.filter((right) => (right as { propertyID: string }).propertyID !== propertyID)]
    const { body } = await c2(simulator, [item], { more: { orderedItem: itemsWith(quoteBody([item]), { orderItemIntakeFormResponse }) } })
    expect(body.orderedItem[0].error).toMatchObject([{ instance: propertyID, description }])
  })

  it.each<[value: unknown, words: string]>([[1, 'a number'], [0.5, 'a number'], [[true], 'a list of 1'], [{}, 'an object']])('have an error that names the constraint of the question, whatever its kind, for the value %j', async (value, words) => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const orderItemIntakeFormResponse = RIGHT.map((right) => ({ ...right, value }))
    const { body } = await c2(simulator, [item], { more: { orderedItem: itemsWith(quoteBody([item]), { orderItemIntakeFormResponse }) } })
    expect(body.orderedItem[0].error.map(({ description }: Item) => description)).toEqual([
      `The response to "Experience" must be a text; received ${words}.`,
      `The response to "Health" must be a text; received ${words}.`,
      `The response to "How did you hear of us?" must be one of its options: "A friend", "An app", "At the centre"; received ${words}.`,
      `The response to "Photographs" must be true or false; received ${words}.`,
      `The response to "Certificate" must be an address with the pattern http://… or https://…; received ${words}.`
    ])
  })

  it('to a question that the offer does not ask have an error that names it, and the questions', async () => {
    const simulator = await shared()
    const [asking, silent] = [await make(simulator, 'TestOpportunityBookableAdditionalDetails'), await make(simulator)]
    const orderedItem = itemsWith(quoteBody([asking, silent]), { orderItemIntakeFormResponse: [...RIGHT, answer('weather', 'fine')] })
    const { body } = await c2(simulator, [asking, silent], { more: { orderedItem } })
    const questions = ['experience', 'health', 'heard-of-us', 'photographs', 'certificate'].map(FIELD).join(' or ')
    expect(body.orderedItem[0].error).toMatchObject([{ description: `propertyID must be a question of this offer, ${questions}; received "${FIELD('weather')}".` }])
    expect(body.orderedItem[1].error[0].description).toBe(`propertyID must be a question of this offer, which has none; received "${FIELD('experience')}".`)
  })

  it('without a required answer have an error that says so', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const { body } = await c2(simulator, [item], { more: { orderedItem: itemsWith(quoteBody([item]), { orderItemIntakeFormResponse: RIGHT.slice(1) }) } })
    expect(body.orderedItem[0].error).toMatchObject([{ instance: FIELD('experience'), description: 'The question "Experience" is required: answer it.' }])
    expect(body.totalPaymentDue.price).toBe(item.price)
  })

  it('are repeated by a repeated B, and other answers make another order', async () => {
    const simulator = await shared()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const put = async (uuid: string, response: readonly object[]) => await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, {
      headers: PARTNER_1, body: { ...orderBody([item]), orderedItem: itemsWith(orderBody([item]), { orderItemIntakeFormResponse: response }) }
    })
    const uuid = newUuid()
    const first = await put(uuid, RIGHT)
    expect((await put(uuid, RIGHT)).body).toEqual(first.body)
    expect((await put(uuid, RIGHT.slice(0, 4))).body['@type']).toBe('OrderAlreadyExistsError')
  })
})
