import { expect, it } from 'vitest'
import { validateDocument } from '../../../simulator/control/view/validation.ts'
import { buildApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { make, quoteBody } from '../../helpers/requests.ts'

it('a document is validated in its mode, without the network', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on' })
  const document = quoteBody([await make(simulator)])
  const good = await control(simulator, 'POST', '/validate', { document, mode: 'C1Request' })
  expect([good.status, good.body.valid]).toEqual([200, true])
  const { brokerRole: _role, ...incomplete } = document
  const { body } = await control(simulator, 'POST', '/validate', { document: incomplete, mode: 'C1Request' })
  expect(body.valid).toBe(false)
  expect(body.findings[0]).toMatchObject({ severity: 'failure', path: expect.any(String), message: expect.stringContaining('brokerRole') })
  for (const type of [null, 5, { '@type': 'Order' }]) {
    const { status, body: problem } = await control(simulator, 'POST', '/validate', { document: { '@type': type } })
    expect([status, problem.path]).toEqual([400, '/document'])
  }
  expect((await control(simulator, 'POST', '/validate', { mode: 'C1Request' })).body).toMatchObject({ status: 400, path: '/document' })
})

it('without the validator, the answer says how to install it', async () => {
  const load = (): never => { throw Object.assign(new Error('missing'), { code: 'MODULE_NOT_FOUND' }) }
  await expect(validateDocument({ document: {} }, load)).rejects.toMatchObject({ status: 501, detail: expect.stringContaining('npm install @openactive/data-model-validator') })
})

it('a value that needs a list from the network is not checked, and other failures at its place are', async () => {
  const findings = [
    { type: 'file_not_found', severity: 'failure', path: '$.activity[0]', message: 'The list was not found' },
    { type: 'activity_not_in_activity_list', severity: 'failure', path: '$.activity[0]', message: 'It is not in the list' },
    { type: 'activity_not_in_activity_list', severity: 'failure', path: '$.activity[1]', message: 'It is not in the other list' }
  ]
  const validate = async (count: number): Promise<Awaited<ReturnType<typeof validateDocument>>> =>
    await validateDocument({ document: {} }, () => ({ validate: async () => findings.slice(0, count) }))
  const notice = { severity: 'notice', path: '$.activity[0]', message: expect.stringMatching(/^Not checked: /) }
  expect(await validate(2)).toEqual({ valid: true, findings: [notice] })
  const { type: _type, ...failure } = findings[2]!
  expect(await validate(3)).toEqual({ valid: false, findings: [failure, notice] })
})

it('an item of a feed is valid without the network, and a wrong value in it is not', async () => {
  const simulator = await buildApp({ types: ['Event'], control: 'on' })
  const { body: { items } } = await simulator.request('GET', '/feeds/events')
  const document = items.find(({ data }: { data: { activity?: object } }) => data.activity !== undefined).data
  const isValid = async (activity: unknown): Promise<boolean> =>
    (await control(simulator, 'POST', '/validate', { document: { ...document, activity }, mode: 'BookableRPDEFeed' })).body.valid
  expect([await isValid(document.activity), await isValid([5])]).toEqual([true, false])
})
