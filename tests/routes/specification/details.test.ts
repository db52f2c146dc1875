import { describe, expect, it } from 'vitest'
import { BASE, shareApp } from '../../helpers/build-app.ts'
import { bySeller, type Created, create, errorsOf, requireValid } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { bAfterP, propose } from '../../helpers/proposals.ts'
import { b, c1, c2, findInFeed, newUuid, PARTNER_1 } from '../../helpers/requests.ts'
import { FORM_FIELDS } from '../../../domain/checks/questions.ts'
import { ATTENDEE_DETAILS, QUESTIONS } from '../../../schemas/requests/details.ts'

type Body = ReturnType<typeof JSON.parse>
const app = shareApp({ control: 'on', types: ['ScheduledSession'] })
const ATTENDEE: Record<string, string> = { givenName: 'Gwen', familyName: 'Mostyn', email: 'gwen@canary.example', telephone: '07700 900482', identifier: 'a-1' }
const fieldOf = (id: string): string => `${BASE}/api/identifiers/intake-form/${id}`
const answer = (id: string, value: unknown): object => ({ '@type': 'PropertyValue', propertyID: fieldOf(id), value })
/** Right answers and wrong ones by the kind of a question. */
const RIGHT: Record<string, unknown> = { ShortAnswer: 'Twice', Paragraph: 'Two lines,\nlike these.', Boolean: false, FileUpload: 'https://a.example/c.pdf' }
const WRONG: Record<string, readonly unknown[]> = {
  ShortAnswer: [true], Paragraph: [true], Dropdown: ['Something else', 'small', true], Boolean: ['true', 'no'], FileUpload: ['c.pdf', 'ftp://a.example/c.pdf', true]
}

const itemsOf = ({ bookables }: Created, ...more: object[]): { orderedItem: object[] } => ({
  orderedItem: bookables.map(({ opportunity, offer }, position) => ({ '@type': 'OrderItem', position, acceptedOffer: offer, orderedItem: opportunity, ...more[position] }))
})
const person = (...names: string[]): object => ({ '@type': 'Person', ...Object.fromEntries(names.map((name) => [name, ATTENDEE[name]])) })
const idsOf = (form: Body[] | undefined): string[] | undefined => form?.map((field) => field['@id'].split('/').at(-1))

describe('which attendee details are required MUST be configurable by the Seller', () => {
  it.each([[['givenName']], [['email', 'telephone']], [['identifier', 'givenName']], [[...ATTENDEE_DETAILS]]])('%j', async (attendeeDetails) => {
    const simulator = await app()
    const created = await create(simulator, { offers: [{ attendeeDetails }] })
    const { body: quote } = await c1(simulator, created.bookables)
    expect(quote.orderedItem[0].attendeeDetailsRequired).toEqual(attendeeDetails.map((name) => `https://schema.org/${name}`))
    for (const missing of attendeeDetails) {
      const attendee = person(...attendeeDetails.filter((name) => name !== missing))
      const { body } = await c2(simulator, created.bookables, { more: itemsOf(created, { attendee }) })
      expect(body.orderedItem[0].error[0]).toMatchObject({ '@type': 'IncompleteAttendeeDetailsError', description: `The attendee lacks ${missing}.` })
    }
    const attendee = person(...attendeeDetails)
    const { status, body } = await b(simulator, created.bookables, { more: itemsOf(created, { attendee }) })
    expect([status, body.orderedItem[0].attendee]).toEqual([201, attendee])
    const data = await findInFeed(simulator, 'session-series', `${BASE}/${created.group}`)
    expect(data.offers[0].openBookingFlowRequirement).toEqual(['https://openactive.io/OpenBookingAttendeeDetails'])
    await requireValid([[quote, 'C1Response'], [body, 'BResponse']])
  })

  it('also later, by a change of the offer', async () => {
    const simulator = await app()
    const created = await create(simulator)
    const [{ offer }] = created.bookables
    const patched = async (terms: object): Promise<unknown> => {
      expect((await control(simulator, 'PATCH', `/opportunities/${created.group}`, { offers: [{ id: offer, ...terms }] })).status).toBe(200)
      return (await c1(simulator, created.bookables)).body.orderedItem[0].attendeeDetailsRequired
    }
    expect(await patched({ attendeeDetails: ['telephone'] })).toEqual(['https://schema.org/telephone'])
    expect(await patched({ openBookingFlowRequirement: [] })).toBeUndefined()
  })
})

describe('forms differ between offers (other fields, none required, one field)', () => {
  it('and each item is checked by the form of its own offer', async () => {
    const simulator = await app()
    const created = await create(simulator, {
      offers: [{ name: 'Open' }, { name: 'Beginner', intakeForm: ['goals', 'swimmer'] }, { name: 'Member', intakeForm: ['nickname', 'certificate'] }, { name: 'Child', intakeForm: ['consent-form'] }]
    })
    const { body: quote } = await c1(simulator, created.bookables)
    expect(quote.orderedItem.map(({ orderItemIntakeForm }: Body) => idsOf(orderItemIntakeForm))).toEqual([undefined, ['goals', 'swimmer'], ['nickname', 'certificate'], ['consent-form']])
    expect(errorsOf(await c2(simulator, created.bookables))).toEqual([[], ['IncompleteIntakeFormError', 'IncompleteIntakeFormError'], [], ['IncompleteIntakeFormError']])
    const responses = [{}, { orderItemIntakeFormResponse: [answer('goals', 'Fun'), answer('swimmer', true)] }, { orderItemIntakeFormResponse: [answer('nickname', 'Gee')] }]
    const [form, other] = [answer('consent-form', 'https://a.example/f.pdf'), answer('goals', 'None')]
    expect(errorsOf(await c2(simulator, created.bookables, { more: itemsOf(created, ...responses, { orderItemIntakeFormResponse: [form, other] }) }))).toEqual([[], [], [], ['InvalidIntakeFormError']])
    const { status, body } = await b(simulator, created.bookables, { more: itemsOf(created, ...responses, { orderItemIntakeFormResponse: [form] }) })
    expect(status).toBe(201)
    await requireValid([[quote, 'C1Response'], [body, 'BResponse']])
  })

  it('an order without any answer succeeds where no field of the form is required', async () => {
    const simulator = await app()
    const created = await create(simulator, { offers: [{ intakeForm: ['health', 'heard-of-us'] }] })
    expect((await b(simulator, created.bookables)).status).toBe(201)
  })
})

describe('form and attendee details together on one offer', () => {
  it('are shown at C1 and both checked at C2 and B', async () => {
    const simulator = await app()
    const created = await create(simulator, { offers: [{ attendeeDetails: ['givenName', 'email'], intakeForm: ['shirt-size'] }] })
    const { body: { orderedItem: [item] } } = await c1(simulator, created.bookables)
    expect([item.attendeeDetailsRequired.length, idsOf(item.orderItemIntakeForm)]).toEqual([2, ['shirt-size']])
    const [attendee, orderItemIntakeFormResponse] = [person('givenName', 'email'), [answer('shirt-size', 'Large')]]
    for (const send of [c2, b]) {
      expect(errorsOf(await send(simulator, created.bookables))).toEqual([['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError']])
      expect(errorsOf(await send(simulator, created.bookables, { more: itemsOf(created, { attendee }) }))).toEqual([['IncompleteIntakeFormError']])
    }
    expect((await b(simulator, created.bookables, { more: itemsOf(created, { attendee, orderItemIntakeFormResponse }) })).status).toBe(201)
  })
})

describe.each(FORM_FIELDS.map((field) => [`${field.kind} "${field.id}"`, field] as const))('each field type with its constraints: %s', (_name, { id, kind, required, options = [] }) => {
  it('has its specification, accepts right answers, and refuses wrong ones with a readable constraint', async () => {
    const simulator = await app()
    const created = await create(simulator, { offers: [{ intakeForm: [id] }] })
    const { body: { orderedItem: [{ orderItemIntakeForm: [field] }] } } = await c1(simulator, created.bookables)
    expect(field).toMatchObject({ '@type': `${kind}FormFieldSpecification`, '@id': fieldOf(id) })
    expect([field.valueRequired, field.valueOption]).toEqual([kind === 'Boolean' ? undefined : required, options.length === 0 ? undefined : options])
    expect((await simulator.request('GET', fieldOf(id))).body).toMatchObject(field)
    const send = async (...values: unknown[]): Promise<Body> =>
      (await c2(simulator, created.bookables, { uuid: newUuid(), more: itemsOf(created, { orderItemIntakeFormResponse: values.map((value) => answer(id, value)) }) }))
    expect((await c2(simulator, created.bookables)).status).toBe(required ? 409 : 200)
    for (const value of kind === 'Dropdown' ? options : [RIGHT[kind]]) expect([value, (await send(value)).status]).toEqual([value, 200])
    for (const value of WRONG[kind] ?? []) {
      const { status, body } = await send(value)
      expect([value, status, body.orderedItem[0].error]).toEqual([value, 409, [expect.objectContaining({ '@type': 'InvalidIntakeFormError', instance: fieldOf(id), description: expect.stringMatching(/must be /) })]])
    }
    for (const value of ['', null]) expect(errorsOf(await send(value))).toEqual([['IncompleteIntakeFormError']])
    expect(errorsOf(await send(...Array(2).fill(kind === 'Dropdown' ? options[0] : RIGHT[kind])))).toEqual([['InvalidIntakeFormError']])
  })
})

it.each([
  [{ attendeeDetails: ['age'] }, '/offers/0/attendeeDetails/0'], [{ attendeeDetails: [] }, '/offers/0/attendeeDetails'], [{ intakeForm: ['age'] }, '/offers/0/intakeForm/0'], [{ intakeForm: [] }, '/offers/0/intakeForm']
])('%j is refused at %s', async (terms, path) => {
  expect(await control(await app(), 'POST', '/opportunities', { offers: [terms] })).toMatchObject({ status: 400, body: { path } })
  expect(FORM_FIELDS.map(({ id }) => id)).toEqual(QUESTIONS)
})

describe('what the customer was asked for and has answered', () => {
  const asking = async (simulator: Awaited<ReturnType<typeof app>>, flow: string): Promise<[Created, object]> => {
    const created = await create(simulator, { flow, offers: [{ attendeeDetails: ['email'], intakeForm: ['goals', 'swimmer'] }, { intakeForm: ['goals'] }, {}] })
    return [created, { attendee: person('email'), orderItemIntakeFormResponse: [answer('goals', 'A mile'), answer('swimmer', true)] }]
  }
  const shown = ({ orderedItem: [item] }: Body): unknown[] =>
    [item.attendeeDetailsRequired?.length, item.attendee?.email, idsOf(item.orderItemIntakeForm), item.orderItemIntakeFormResponse?.map(({ propertyID }: Body) => propertyID.split('/').at(-1))]
  const statusOf = async (simulator: Awaited<ReturnType<typeof app>>, uuid: string): Promise<Body> =>
    (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body

  it('loses in an amendment the answers to questions that the new offer does not have', async () => {
    const simulator = await app()
    const [created, details] = await asking(simulator, 'OpenBookingApprovalFlow')
    const [first, second, third] = created.bookables
    const { uuid } = await propose(simulator, [first], { more: itemsOf({ ...created, bookables: [first] }, details) })
    for (const [offer, expected] of [[second, [undefined, ATTENDEE['email'], ['goals'], ['goals']]], [third, [undefined, ATTENDEE['email'], undefined, undefined]]] as const) {
      const { feedItem: { data } } = await bySeller(simulator, 'amend', uuid, { items: [{ id: '1', opportunity: created.id, offer: offer?.offer }] })
      expect([shown(await statusOf(simulator, uuid)), shown(data).slice(2)]).toEqual([expected, expected.slice(2)])
    }
    await bySeller(simulator, 'accept', uuid)
    const { orderProposalVersion } = await statusOf(simulator, uuid)
    const { status, body } = await bAfterP(simulator, uuid, orderProposalVersion)
    expect([status, shown(body)]).toEqual([201, [undefined, ATTENDEE['email'], undefined, undefined]])
  })

  it('stays in an order whose item is replaced by another offer, for nothing about it may change after B', async () => {
    const simulator = await app()
    const [created, details] = await asking(simulator, 'OpenBookingSimpleFlow')
    const [first, , third] = created.bookables
    const uuid = newUuid()
    const { status, body } = await b(simulator, [first], { uuid, more: itemsOf({ ...created, bookables: [first] }, details) })
    await bySeller(simulator, 'replace', uuid, { opportunity: created.id, offer: third?.offer })
    const replaced = await statusOf(simulator, uuid)
    expect([status, replaced.orderedItem[0].acceptedOffer['@id'], shown(replaced)]).toEqual([201, third?.offer, shown(body)])
    await requireValid([[replaced, 'OrderStatus']])
  })
})
