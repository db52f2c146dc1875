import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { simulator, SMALL } from '../cli/in-process.ts'
import { launchBrowser } from './chromium.ts'
import { faultsOf, HEADERS, type Json, order, send } from './dashboard-tools.ts'

/** Open the dashboard of a new simulator. @returns its page, base URL and the problems that the browser reports */
async function open (): Promise<{ page: Page, base: string, problems: readonly string[] }> {
  const { base } = await simulator(['start', ...SMALL, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage()
  const problems: string[] = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()) })
  page.on('pageerror', (error) => { problems.push(String(error)) })
  return { page, base, problems }
}

it('shows feeds, partners with hints, and charts; validates an item, runs a scenario, makes a tenant, and undoes a reset', async () => {
  const { page, base, problems } = await open()
  const uuid = await order(base, 'B')
  await send(`${base}/simulator/sellers/any/notice`, 'POST', { order: uuid, text: 'Bring a towel.' })
  await fetch(`${base}/api/openbooking/orders-rpde`, { headers: HEADERS })
  await page.goto(`${base}/dashboard/#/feeds`)
  await page.getByText('openactive −1').waitFor()
  const faults = await faultsOf(page)
  await page.getByRole('link', { name: 'orders-rpde' }).click()
  await page.getByText('Before the first item:').waitFor()
  await page.locator('tbody a').click()
  expect(await page.locator('.json pre').textContent()).toContain('Bring a towel.')
  await page.getByRole('button', { name: 'Validate as OrdersFeed' }).click()
  await page.locator('.result', { hasText: 'Valid' }).waitFor()
  faults.push(...await faultsOf(page))
  // A later change takes the item off the page, but not from its reader.
  await send(`${base}/simulator/sellers/any/notice`, 'POST', { order: uuid, text: 'Bring shoes.' })
  await fetch(`${base}/feeds/scheduled-sessions`)
  await page.getByText('The page no longer has this item').waitFor()
  expect([await page.locator('.json pre').textContent(), await page.locator('.result').textContent()]).toEqual([expect.stringContaining('Bring a towel.'), expect.stringContaining('Valid')])

  await page.goto(`${base}/dashboard/#/orders?find=${uuid.slice(0, 8)}`)
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor({ state: 'attached' })
  await page.getByRole('link', { name: uuid.slice(0, 8) }).click()
  await page.getByText('of which VAT').waitFor()
  await page.getByRole('button', { name: 'Cancel…' }).click()
  const message = page.getByLabel('Message to the customer')
  await message.fill('The trainer is ill.')
  faults.push(...await faultsOf(page))
  await order(base, 'B')
  await send(`${base}/simulator/sellers/any/notice`, 'POST', { order: uuid, text: 'Bring water.' })
  await page.getByText('Bring water.', { exact: true }).waitFor({ state: 'attached' })
  expect(await message.inputValue()).toBe('The trainer is ill.')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '← Orders' }).click()
  expect(await page.getByRole('searchbox').inputValue()).toBe(uuid.slice(0, 8))

  await fetch(`${base}/api/openbooking/orders/${crypto.randomUUID()}`, { headers: HEADERS })
  await page.goto(`${base}/dashboard/#/partners`)
  await page.getByText('C2, with customer details, comes before P and B of the same Order UUID').waitFor()
  await page.getByRole('link', { name: 'openactive', exact: true }).click()
  await page.getByText(HEADERS['x-api-key']).waitFor()
  await page.getByText('1 × UnknownOrderError').waitFor()
  faults.push(...await faultsOf(page))

  await page.goto(`${base}/dashboard/#/charts`)
  await page.getByText('2 bookings, 0 cancellations').waitFor()
  await page.locator('canvas').nth(3).waitFor()
  faults.push(...await faultsOf(page))

  const orders = async (): Promise<unknown[]> => (await (await fetch(`${base}/simulator/orders?order=${uuid}`)).json() as Json).items
  await page.goto(`${base}/dashboard/#/steering`)
  await page.getByText('Add a fault').click()
  await page.getByLabel('Requests', { exact: true }).fill('1')
  await page.getByRole('button', { name: 'Add the fault' }).click()
  await page.getByText('0 of 0 requests hit').waitFor()
  await expect(order(base, 'B')).rejects.toThrow('expected 503')
  await page.getByText('1 of 1 requests hit').waitFor()
  await page.getByRole('button', { name: 'Start seller-rejects' }).click()
  await page.getByText('It has made 1 opportunity').waitFor()
  faults.push(...await faultsOf(page))
  await page.getByRole('button', { name: 'End the scenario seller-rejects' }).click()
  await page.getByText('runs', { exact: true }).waitFor({ state: 'detached' })
  // The button is gone, and a keyboard goes on in the view.
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main')

  await page.getByText('Make a tenant').click()
  await page.getByLabel('Name', { exact: true }).fill('team-1')
  await page.getByRole('button', { name: 'Make the tenant' }).click()
  expect(await page.getByRole('link', { name: 'Open team-1' }).getAttribute('href')).toBe('../t/team-1/dashboard/')

  await page.getByRole('button', { name: 'Reset to the sample data' }).click()
  const undo = page.getByRole('button', { name: 'Undo the last reset or restore' })
  await undo.waitFor()
  await expect.poll(orders).toHaveLength(0)
  await undo.click()
  await expect.poll(orders).toHaveLength(1)

  const { items: [request] } = await (await fetch(`${base}/simulator/requests?status=404`)).json() as Json
  await page.goto(`${base}/dashboard/#/requests/${request.id}`)
  await page.getByText('Specification').waitFor()
  faults.push(...await faultsOf(page))
  const { items: [{ items: [{ opportunity }] }] } = await (await fetch(`${base}/simulator/orders?order=${uuid}`)).json() as Json
  const other = await (await launchBrowser()).newPage()
  for (const address of [`${base}/nothing`, `${base}/openactive`, opportunity, `${base}/simulator/broker-report/page`]) {
    await other.goto(address)
    await other.locator('main').waitFor()
    faults.push(...await faultsOf(other))
  }
  expect([faults, problems]).toEqual([[], []])
})

it('starts each view at the top on a phone, and shows which items a feed has', async () => {
  const { page, base, problems } = await open()
  await page.setViewportSize({ width: 375, height: 740 })
  await page.goto(`${base}/dashboard/#/feeds/scheduled-sessions`)
  for (const column of ['Change number', 'State', 'Item']) await page.getByRole('columnheader', { name: column, exact: true }).waitFor()
  await page.getByRole('link', { name: 'Charts' }).click()
  await page.getByText('Each point has').waitFor()
  await page.evaluate('scrollTo(0, document.body.scrollHeight)')
  await page.evaluate("location.hash = '#/steering'")
  await page.getByText('No snapshot yet.').waitFor()
  expect(await page.evaluate('[scrollY, document.activeElement.id]')).toEqual([0, 'main'])
  await page.goto(`${base}/dashboard/#/requests/99999`)
  await page.getByText('does not have request 99999').waitFor()
  await page.getByRole('link', { name: '← Requests' }).click()
  await page.getByText('No request yet.').waitFor()
  expect(problems).toEqual([])
})

it('lets a keyboard alone accept an order proposal from the first page, and shows texts of brokers as text', async () => {
  const { page, base, problems } = await open()
  const proposed = await order(base, 'P', 'OpenBookingApprovalFlow')
  await page.goto(`${base}/dashboard/`)
  await page.getByText('Live', { exact: true }).waitFor()
  const press = async (name: string): Promise<void> => {
    for (let count = 0; count < 40; count++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate('document.activeElement.textContent') === name) return await page.keyboard.press('Enter')
    }
    throw new Error(`Tab does not reach ${name}.`)
  }
  await press('Orders')
  // The first page has links of that name, too.
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor({ state: 'attached' })
  await page.getByRole('link', { name: proposed.slice(0, 8) }).waitFor()
  await press(proposed.slice(0, 8))
  await page.getByRole('button', { name: 'Accept' }).waitFor()
  await press('Accept')
  await page.getByText('Accept: done.').waitFor()
  expect((await (await fetch(`${base}/simulator/proposals?order=${proposed}`)).json() as Json).items[0].status).toBe('SellerAccepted')

  const hostile = '<img src=x onerror="globalThis.hacked = true"><b>O\u2019Neill</b>'
  const body = JSON.stringify({ '@context': 'https://openactive.io/', '@type': hostile, customer: { '@type': 'Person', givenName: hostile } })
  await fetch(`${base}/api/openbooking/order-quotes/${crypto.randomUUID()}`, { method: 'PUT', headers: { ...HEADERS, 'user-agent': '<b>agent</b>' }, body })
  await fetch(`${base}/feeds/scheduled-sessions`, { headers: { 'user-agent': '<b>agent</b>' } })
  const { items } = await (await fetch(`${base}/simulator/requests?stage=C2`)).json() as Json
  // No API takes a name with HTML, so what remains are refused requests and headers.
  const places = [[`requests/${items.at(-1).id}`, '<img'], ['feeds', '<b>agent</b>'], ['feeds/scheduled-sessions', '<b>agent</b>']] as const
  for (const [path, text] of places) {
    await page.goto(`${base}/dashboard/#/${path}`)
    await page.getByText(text).locator('visible=true').first().waitFor()
    expect(await page.evaluate("[document.querySelectorAll('main img, main script, td b b, h2 b').length, 'hacked' in globalThis]"), path).toEqual([0, false])
  }
  expect(problems).toEqual([])
})
