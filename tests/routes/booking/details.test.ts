import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { b, c1, c2, EVERY_KIND, make, newUuid, orderBody, PARTNER_1, quoteBody } from '../../helpers/requests.ts'

const FIELD = (name: string): string => `${BASE}/api/identifiers/intake-form/${name}`
const answer = (name: string, value: unknown): object => ({ '@type': 'PropertyValue', propertyID: FIELD(name), value })
const RIGHT = [answer('experience', 'Twice'), answer('health', 'A bad knee'), answer('heard-of-us', 'A friend'), answer('photographs', false), answer('certificate', 'https://a.example/c.pdf')]
const ATTENDEE = { '@type': 'Person', givenName: 'Gwen', familyName: 'Mostyn', email: 'gwen@canary.example', telephone: '07700 900482' }

type Item = Record<string, unknown>

/** The items of a request with more in each of them. */
function itemsWith (body: Record<string, unknown>, more: object): Item[] {
  return (body['orderedItem'] as Item[]).map((item) => ({ ...item, ...more }))
}

describe.each(EVERY_KIND)('attendee details of a %s', (kind) => {
  it('are asked for at every stage, and needed at C2 and B, but not at C1', async () => {
    const simulator = await buildApp()
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

  it('are complete or an error says what is missing', async () => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableAttendeeDetails', kind)
    const { telephone: _telephone, ...attendee } = ATTENDEE
    const { body } = await c2(simulator, [item], { more: { orderedItem: itemsWith(quoteBody([item]), { attendee }) } })
    expect(body.orderedItem[0].error[0].description).toBe('The attendee lacks telephone.')
  })
})

describe('additional details', () => {
  it('are asked for by a form of all five kinds of field', async () => {
    const simulator = await buildApp()
    const { body } = await c1(simulator, [await make(simulator, 'TestOpportunityBookableAdditionalDetails')])
    const form = body.orderedItem[0].orderItemIntakeForm
    expect(form.map((field: Item) => field['@type'])).toEqual(['ShortAnswer', 'Paragraph', 'Dropdown', 'Boolean', 'FileUpload'].map((kind) => `${kind}FormFieldSpecification`))
    expect(form.map((field: Item) => field['valueRequired'])).toEqual([true, false, false, undefined, false])
  })

  it.each<[what: string, responses: readonly object[], errors: readonly string[]]>([
    ['right, with a no for an answer', RIGHT, []],
    ['what is needed alone', [RIGHT[0]!, RIGHT[3]!], []],
    ['nothing', [], ['IncompleteIntakeFormError', 'IncompleteIntakeFormError']],
    ['all but the yes or no', [RIGHT[0]!], ['IncompleteIntakeFormError']],
    ['a text for a yes or no', [RIGHT[0]!, answer('photographs', 'yes')], ['InvalidIntakeFormError']],
    ['a yes for a text', [answer('experience', true), RIGHT[3]!], ['InvalidIntakeFormError']],
    ['what is no option', [...RIGHT.slice(0, 2), answer('heard-of-us', 'By chance'), RIGHT[3]!], ['InvalidIntakeFormError']],
    ['no address of a file', [RIGHT[0]!, RIGHT[3]!, answer('certificate', 'c.pdf')], ['InvalidIntakeFormError']],
    ['an answer to no question', [...RIGHT, answer('weather', 'fine')], ['InvalidIntakeFormError']]
  ])('%s', async (_what, orderItemIntakeFormResponse, errors) => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableAdditionalDetails')
    const more = { orderedItem: itemsWith(quoteBody([item]), { orderItemIntakeFormResponse }) }
    expect((await c1(simulator, [item], { more })).status).toBe(200)
    for (const call of [c2, b]) {
      const { status, body } = await call(simulator, [item], { more })
      expect([status, body.orderedItem[0].error?.map((error: Item) => error['@type']) ?? []]).toEqual([errors.length > 0 ? 409 : call === c2 ? 200 : 201, errors])
      if (orderItemIntakeFormResponse.length > 0) expect(body.orderedItem[0].orderItemIntakeFormResponse).toEqual(orderItemIntakeFormResponse)
    }
  })

  it('are part of what a repeated B repeats, and of what makes another order', async () => {
    const simulator = await buildApp()
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
