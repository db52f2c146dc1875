import { expect, it } from 'vitest'
import { simulator, SMALL } from '../cli/in-process.ts'
import { launchBrowser } from './chromium.ts'

it('the reference page shows the operations, sends an example, and asks no other server for anything', async () => {
  const { base } = await simulator(['start', ...SMALL, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage()
  const problems: string[] = []
  const servers = new Set<string>()
  // Hints about forms are neither errors nor warnings.
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()) })
  page.on('pageerror', (error) => { problems.push(String(error)) })
  page.on('requestfailed', (request) => { problems.push(`${request.url()} ${request.failure()?.errorText ?? ''}`) })
  page.on('request', (request) => { if (!request.url().startsWith('data:')) servers.add(new URL(request.url()).host) })

  await page.goto(`${base}/docs`)
  await page.waitForSelector('#operations-Booking-C1')
  expect(await page.title()).toBe('Open Booking Simulator')
  await page.click('#operations-Booking-C1')
  await page.click('#operations-Booking-C1 .try-out__btn')
  await page.click('.authorize')
  await page.fill('[aria-label="auth-basic-username"]', 'openactive')
  await page.fill('[aria-label="auth-basic-password"]', 'UsingDataToHelpPeopleGetActive')
  await page.click('.auth-container:has([aria-label="auth-basic-username"]) .authorize')
  await page.click('.btn-done')
  await page.click('#operations-Booking-C1 .execute')
  const status = '#operations-Booking-C1 .live-responses-table tbody .response-col_status'
  await page.waitForSelector(status)
  expect(await page.textContent(status)).toMatch(/^200/)
  expect([[...servers], problems]).toEqual([[new URL(base).host], []])
})
