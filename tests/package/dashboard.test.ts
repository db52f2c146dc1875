import fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import plugin from '../../plugin.ts'
import { IN_MEMORY, simulator, SMALL } from '../cli/in-process.ts'
import { CONTROL_TOKEN } from '../helpers/control.ts'
import { launchBrowser } from './chromium.ts'
import { faultsOf, type Json, order } from './dashboard-tools.ts'

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
  await accept.waitFor({ state: 'detached' })
  expect(await page.locator('.result').textContent()).toMatch(/^Accept: done\..*https:\/\/openactive\.io\/SellerAccepted/s)

  for (const [view, title] of tenant !== '' ? [] : Object.entries({ timetable: 'Timetable', orders: 'Orders', requests: 'Requests', steering: 'Faults and state' })) {
    await page.goto(`${base}/dashboard/#/${view}`)
    await page.locator('a[aria-current="page"]', { hasText: title }).waitFor()
    faults.push(...await faultsOf(page))
  }
  expect(faults).toEqual([])
  expect([[...servers], problems]).toEqual([[new URL(base).host], []])
})

it('the timetable shows an opportunity with its windows, says why it cannot be booked, and cancels it', async () => {
  const { base } = await simulator(['start', ...SMALL, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage()
  const uuid = await order(base, 'B')
  const { items: [{ items: [{ opportunity, start }] }] } = await (await fetch(`${base}/simulator/orders?order=${uuid}`)).json() as Json
  await page.goto(`${base}/dashboard/#/orders/${uuid}`)
  await page.getByRole('heading', { name: 'Timeline' }).waitFor()
  await page.goto(`${base}/dashboard/#/timetable?day=${String(start).slice(0, 10)}`)
  await page.getByRole('searchbox').fill(opportunity)
  await page.locator('tbody a').click()
  await page.getByText('1 booked, 0 leased').waitFor()
  await page.getByText(/^Booking .*until/).first().waitFor()
  const faults = await faultsOf(page)

  await page.getByLabel('Moment (UTC)').fill('2099-01-01 00:00:00')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByText('Cannot be booked', { exact: true }).waitFor()

  for (const name of ['curl', 'vitest']) expect(await page.locator('figure', { hasText: `Copy ${name}` }).locator('pre').textContent()).toContain(opportunity)

  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.locator('.result').getByRole('link', { name: uuid }).click()
  await page.locator('.timeline .opportunity', { hasText: 'Event cancelled' }).waitFor()
  expect(faults).toEqual([])
})

it('lists keep only rows in sight in the document', async () => {
  const { base } = await simulator(['start', ...IN_MEMORY, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage()
  await page.goto(`${base}/dashboard/#/timetable?day=all`)
  await page.locator('tbody a').first().waitFor()
  const all = Number(await page.getByRole('table').getAttribute('aria-rowcount'))
  expect([all > 1000, await page.locator('tbody tr').count() < 60]).toEqual([true, true])
  // A person can scroll to the last one, also while further rows come.
  await expect.poll(() => page.evaluate(`(() => {
    const box = document.querySelector('.table')
    const count = Number(box.querySelector('table').getAttribute('aria-rowcount'))
    box.scrollTop = 1e9
    return box.scrollHeight > 34 * (count - 1) && box.querySelector('tr[aria-rowindex="' + count + '"]') !== null
  })()`), { timeout: 30_000 }).toBe(true)
})

it('a table under a scroll, or with the focus in it, keeps its place while requests come', async () => {
  const { base } = await simulator(['start', ...SMALL, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage()
  const ask = async (count: number): Promise<void> => { for (let index = 0; index < count; index++) await fetch(`${base}/feeds/scheduled-sessions`) }
  await ask(60)
  await page.goto(`${base}/dashboard/#/requests`)
  const row = (id: number) => page.locator(`a[href="#/requests/${id}"]`)
  const top = async (id: number): Promise<number> => Math.round((await row(id).boundingBox())?.y ?? -1)
  await row(60).waitFor()
  await row(60).focus()
  const before = await top(60)
  await ask(40)
  await page.getByRole('table').and(page.locator('[aria-rowcount="101"]')).waitFor()
  expect([await top(60), await page.evaluate('document.activeElement.getAttribute("href")')]).toEqual([before, '#/requests/60'])
  await row(60).blur()
  await ask(20)
  await page.getByRole('table').and(page.locator('[aria-rowcount="121"]')).waitFor()
  expect(await top(60)).toBe(before)
})

it('below a prefix and with a token, the dashboard asks once for the token, and no address has it', async () => {
  const app = fastify()
  onTestFinished(async () => { await app.close() })
  await app.register(plugin, { prefix: '/sim', types: ['ScheduledSession'], control: CONTROL_TOKEN })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await (await launchBrowser()).newPage()
  const addresses: string[] = []
  page.on('request', (request) => { addresses.push(request.url()) })
  await page.goto(`${origin}/sim/dashboard`)
  const field = page.getByLabel('Token', { exact: true })
  await field.fill('wrong-token-of-16-letters')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('is not that of the option control').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Enter the token' }).click()
  await field.fill(CONTROL_TOKEN)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Live', { exact: true }).waitFor()
  await page.reload()
  await page.getByText('Live', { exact: true }).waitFor()
  expect(await field.count()).toBe(0)
  expect(addresses.filter((address) => !address.startsWith(`${origin}/sim/`) || address.includes(CONTROL_TOKEN))).toEqual([])
})
