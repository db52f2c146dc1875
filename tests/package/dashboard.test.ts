import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { simulator, SMALL } from '../cli/in-process.ts'
import { launchBrowser } from './chromium.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const HEADERS = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi', 'content-type': 'application/vnd.openactive.booking+json; version=1' }
const NAME = 'Nia & "Co" {x}'

type Json = ReturnType<typeof JSON.parse>

async function send (url: string, method: string, body: object): Promise<Json> {
  const headers = url.includes('/simulator/') ? { 'content-type': 'application/json' } : HEADERS
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) })
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}

/** Order an opportunity, by C2 and B or P. @returns the UUID of the order */
async function order (base: string, stage: 'C2' | 'B' | 'P', flow = 'OpenBookingSimpleFlow'): Promise<string> {
  const item = await send(`${base}/simulator/opportunities`, 'POST', { criterion: 'TestOpportunityBookableFree', flow })
  const uuid = crypto.randomUUID()
  const [path, type] = { C2: ['order-quotes', 'OrderQuote'], B: ['orders', 'Order'], P: ['order-proposals', 'OrderProposal'] }[stage] as [string, string]
  await send(`${base}/api/openbooking/${path}/${uuid}`, 'PUT', {
    '@context': 'https://openactive.io/',
    '@type': type,
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My App' },
    seller: item.seller,
    customer: { '@type': 'Person', email: 'nia.pritchard@example.com', givenName: NAME },
    orderedItem: [{ ...item.orderedItem, position: 0 }],
    ...(stage !== 'C2' && { totalPaymentDue: { '@type': 'PriceSpecification', price: 0, priceCurrency: 'GBP' } })
  })
  return uuid
}

/** @returns faults of accessibility in the current scheme, and after the switch to the other one */
async function faultsOf (page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(AXE)
    const { violations } = await page.evaluate('axe.run()') as { violations: ReadonlyArray<{ id: string, nodes: ReadonlyArray<{ html: string }> }> }
    faults.push(...violations.map(({ id, nodes }) => `${colorScheme} ${page.url()} ${id} ${nodes[0]?.html ?? ''}`))
  }
  return faults
}

it.each(['', '/t/worker-1'])('the dashboard shows requests as they come, lets a seller act, and moves the clock (tenant: "%s")', async (tenant) => {
  const started = await simulator(['start', ...SMALL, '--log-level', 'warn'])
  const base = `${started.base}${tenant}`
  const page = await (await launchBrowser()).newPage()
  const problems: string[] = []
  const servers = new Set<string>()
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()) })
  page.on('pageerror', (error) => { problems.push(String(error)) })
  page.on('request', (request) => { if (!request.url().startsWith('data:')) servers.add(new URL(request.url()).host) })

  await page.goto(`${base}/dashboard/`)
  await page.getByText('Live', { exact: true }).waitFor()
  const booked = await order(base, 'B')
  await page.getByRole('link', { name: booked.slice(0, 8) }).first().waitFor()
  const leased = await order(base, 'C2')
  const leases = page.locator('section', { has: page.getByRole('heading', { name: 'Leases' }) })
  await leases.getByText(leased.slice(0, 8)).waitFor()
  const faults = await faultsOf(page)
  await page.getByRole('button', { name: '+15 min' }).click()
  await leases.getByText(leased.slice(0, 8)).waitFor({ state: 'detached' })

  const proposed = await order(base, 'P', 'OpenBookingApprovalFlow')
  await page.goto(`${base}/dashboard/#/orders/${proposed}`)
  const accept = page.getByRole('button', { name: 'Accept' })
  await accept.waitFor()
  faults.push(...await faultsOf(page))
  await accept.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Accept: done.').waitFor()
  expect(await page.locator('.result').textContent()).toContain('https://openactive.io/SellerAccepted')

  for (const [view, title] of tenant !== '' ? [] : Object.entries({ orders: 'Orders', requests: 'Requests', steering: 'Faults and state' })) {
    await page.goto(`${base}/dashboard/#/${view}`)
    await page.locator('a[aria-current="page"]', { hasText: title }).waitFor()
    faults.push(...await faultsOf(page))
  }
  expect(faults).toEqual([])
  expect([[...servers], problems]).toEqual([[new URL(base).host], []])
})
