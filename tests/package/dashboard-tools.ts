import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const HEADERS = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi', 'content-type': 'application/vnd.openactive.booking+json; version=1' }
/** A name that is no HTML. */
const NAME = 'Nia & "Co" {x}'

export type Json = ReturnType<typeof JSON.parse>

/** Send a request as a broker, or a control call. @returns the answer */
export async function send (url: string, method: string, body: object): Promise<Json> {
  const headers = url.includes('/simulator/') ? { 'content-type': 'application/json' } : HEADERS
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) })
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}

/** Order an opportunity, by C2 and B or P. @returns the UUID of the order */
export async function order (base: string, stage: 'C2' | 'B' | 'P', flow = 'OpenBookingSimpleFlow'): Promise<string> {
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

/** @returns faults of accessibility in the current scheme and after the switch to the other one, and of the width of a phone */
export async function faultsOf (page: Page): Promise<string[]> {
  const faults: string[] = []
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 375, height: 740 })
  const beyond = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
  if (beyond > 0) faults.push(`${page.url()} is ${beyond} px wider than a phone`)
  await page.setViewportSize(size)
  if (await page.evaluate('typeof axe') === 'undefined') await page.evaluate(AXE)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // The other scheme changes colours alone.
    const found = await violationsOf(page, colorScheme === 'light' ? 'axe.run()' : `axe.run(${COLOURS})`)
    // A person who has clicked a button sees it under the pointer.
    for (const button of await page.locator('button:is(.primary, [aria-pressed=true]):visible').all()) {
      await button.hover({ force: true })
      found.push(...await violationsOf(page, `document.querySelector('button:hover') ? axe.run('button:hover', ${COLOURS}) : { violations: [] }`))
    }
    faults.push(...found.map((fault) => `${colorScheme} ${page.url()} ${fault}`))
  }
  return faults
}

const COLOURS = "{ runOnly: ['color-contrast'] }"

async function violationsOf (page: Page, check: string): Promise<string[]> {
  const { violations } = await page.evaluate(check) as { violations: ReadonlyArray<{ id: string, nodes: ReadonlyArray<{ html: string }> }> }
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)
}
