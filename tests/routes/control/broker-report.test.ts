import { afterAll, beforeAll, expect, it } from 'vitest'
import { REQUIREMENTS } from '../../../domain/control/report/broker-report.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { newUuid, PARTNER_1 } from '../../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on' }) })
afterAll(async () => { await simulator.app.close() })

it('a report compares the requests in the log with each requirement', async () => {
  await simulator.request('PUT', `/api/openbooking/orders/${newUuid()}`, { headers: { ...PARTNER_1, 'content-type': 'application/json' }, body: '{}' })
  const { status, body } = await control(simulator, 'GET', '/broker-report')
  expect(status).toBe(200)
  expect(body.requirements.map(({ id }: { id: string }) => id)).toEqual(REQUIREMENTS.map(({ id }) => id))
  expect(body).toMatchObject({ conforms: false, requests: 1 })
  expect(body.requirements).toContainEqual(expect.objectContaining({
    id: 'media-type', level: 'MUST', outcome: 'not met', occasions: 1, breaches: 1, problems: [{ request: expect.any(Number), message: expect.stringContaining('application/json') }]
  }))
  expect((await control(simulator, 'GET', '/broker-report?partner=nobody')).body).toMatchObject({ conforms: true, requests: 0 })
})

it('a report counts requests whose credentials were refused, and no reading of an open feed', async () => {
  await control(simulator, 'DELETE', '/requests')
  await simulator.request('GET', '/feeds/scheduled-sessions')
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { 'x-api-key': 'wrong' }]) {
    const { status } = await simulator.request('GET', '/api/openbooking/orders-rpde', { headers })
    expect([401, 403]).toContain(status)
  }
  const { body } = await control(simulator, 'GET', '/broker-report')
  expect(body).toMatchObject({ conforms: false, requests: 3 })
  expect(body.requirements).toContainEqual(expect.objectContaining({ id: 'credentials', outcome: 'not met', breaches: 3 }))
})

it('a report is a page and JUnit XML, too', async () => {
  const page = await control(simulator, 'GET', '/broker-report/page')
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.text).toContain('does not meet each MUST')
  const junit = await control(simulator, 'GET', '/broker-report/junit')
  expect(junit.headers['content-type']).toContain('application/xml')
  expect(junit.text).toMatch(/^<\?xml[^]*<testsuite name="Open Booking API 1.0, broker"[^]*<failure /)
  expect((await control(simulator, 'GET', '/broker-report?format=csv')).body).toMatchObject({ status: 400, detail: expect.stringContaining('format') })
})

it('an empty log conforms', async () => {
  await control(simulator, 'DELETE', '/requests')
  expect((await control(simulator, 'GET', '/broker-report')).body).toMatchObject({ conforms: true, requests: 0 })
})
