import { join } from 'node:path'
import { expect, it } from 'vitest'
import { IN_MEMORY, simulator } from '../cli/in-process.ts'
import { launchBrowser } from './chromium.ts'
import { HEADERS, type Json, order, send } from './dashboard-tools.ts'

const FOLDER = join(import.meta.dirname, '../../docs/images')
/** Most bytes of a picture. */
const MOST = 150 * 1024

/** Write the pictures of docs/dashboard.md: `npm run docs:pictures`. */
it.runIf(process.env['PICTURES'] === '1')('each view has a picture', async () => {
  const { base } = await simulator(['start', ...IN_MEMORY, '--log-level', 'warn'])
  const page = await (await launchBrowser()).newPage({ viewport: { width: 1200, height: 600 }, colorScheme: 'light' })
  await page.goto(`${base}/dashboard/`)
  const [booked, cancelled] = [await order(base, 'B'), await order(base, 'B')]
  for (const stage of ['C2', 'B'] as const) await order(base, stage)
  const leased = await order(base, 'C2')
  const proposed = await order(base, 'P', 'OpenBookingApprovalFlow')
  const act = async (action: string, body: object): Promise<Json> => await send(`${base}/simulator/sellers/any/${action}`, 'POST', body)
  await act('notice', { order: booked, text: 'Bring a towel.' })
  await act('cancel', { order: cancelled, message: 'The trainer is ill.' })
  await send(`${base}/simulator/faults`, 'POST', { on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
  await send(`${base}/simulator/snapshots/before-the-test`, 'POST', {})
  await send(`${base}/simulator/tenants/worker-1`, 'PUT', {})
  await order(base, 'B').catch(() => {})
  const read = async (path: string): Promise<Json> =>
    await (await fetch(`${base}${path}`, { headers: { ...HEADERS, 'user-agent': 'my-broker/1.0' } })).json()
  const { items } = await read('/feeds/scheduled-sessions')
  const item = items.at(-3)
  await read(`/feeds/scheduled-sessions?afterChangeNumber=${item.modified}`)
  await read('/api/openbooking/orders-rpde')
  const { items: [{ items: [{ opportunity }] }] } = await read(`/simulator/orders?order=${booked}`)
  const { items: requests } = await read(`/simulator/requests?order=${proposed}`)
  const views = {
    dashboard: '',
    timetable: 'timetable',
    opportunity: `timetable/${encodeURIComponent(opportunity)}`,
    orders: 'orders',
    order: `orders/${booked}`,
    requests: 'requests',
    request: `requests/${requests[0].id}`,
    feeds: 'feeds',
    feed: `feeds/scheduled-sessions?item=${item.modified}`,
    partners: 'partners',
    partner: 'partners/openactive',
    charts: 'charts',
    steering: 'steering'
  }
  for (const [name, path] of Object.entries(views)) {
    await page.goto(`${base}/dashboard/#/${path}`)
    await page.locator(name === 'charts' ? 'canvas >> nth=3' : '.panel').first().waitFor()
    if (name === 'dashboard') await page.locator('section', { hasText: 'Leases' }).getByText(leased.slice(0, 8)).waitFor()
    await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => {})
    const picture = await page.screenshot({ path: join(FOLDER, name === 'dashboard' ? 'dashboard.png' : `dashboard-${name}.png`) })
    expect([name, picture.length < MOST]).toEqual([name, true])
  }
})
