import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chromium } from 'playwright-core'
import { BOOK, makeItems, send } from './flows.js'
import { inTurn, load, median, ratioOf } from './measure.js'
import { startSimulator } from './servers/processes.js'
import { storedFile } from './parts-state.js'

const SIZE = { orders: 10_000, opportunities: 10_000 }
const HEADERS = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi' }
const OPENINGS = 3
const BOOKINGS = 9
const RATE = 1000
/** End of the orders feed: a request that costs the server little, so that the page costs it most. */
const PATH = '/api/openbooking/orders-rpde?afterChangeNumber=9007199254740991'

/** The dashboard with many orders and opportunities: first views, a request that appears, and its price for the server. */
export async function benchDashboard ({ folder, report, isFull }) {
  const { file } = await storedFile(folder, SIZE)
  const server = await startSimulator(file)
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome']).toString().split('\n')[0]
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  try {
    for (const [name, path, shown] of [['first view', '', '.counts'], ['orders', 'orders', 'tbody a'], ['timetable', 'timetable?day=all', 'tbody a']]) {
      const opened = []
      for (let count = 0; count < OPENINGS; count++) opened.push(await open(browser, `${server.url}/dashboard/#/${path}`, shown))
      const [ms, kib] = [median(opened.map((one) => one.ms)), median(opened.map((one) => one.kib))]
      report.add({ measure: `dashboard, ${name}, with 10,000 orders and 10,000 opportunities`, figure: `${kib.toFixed(0)} KiB`, value: ms, unit: 'ms', ...(path === '' && { atMost: 1000 }) })
    }
    const page = await browser.newPage()
    await page.goto(`${server.url}/dashboard/`)
    await page.getByText('Live', { exact: true }).waitFor()
    const [item] = await makeItems(server.url, 1)
    const times = []
    for (let count = 0; count < BOOKINGS; count++) times.push(await appearance(page, server.url, item))
    report.add({ measure: 'a request appears on the dashboard', figure: `${times.length} times`, value: median(times), unit: 'ms', atMost: 200 })
    const measure = async (address) => {
      await page.goto(address)
      const options = { seconds: isFull ? 10 : 5, overallRate: RATE, connections: 10, requests: [{ path: PATH, headers: HEADERS }] }
      return await load(server, options)
    }
    const [without, withPage] = await inTurn(isFull ? 5 : 2, async () => await measure('about:blank'), async () => await measure(`${server.url}/dashboard/`))
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await page.locator('tbody a').first().waitFor()
    const rate = median(withPage.map(({ perSecond }) => perSecond))
    report.add({ measure: `${RATE} requests a second with an open dashboard`, figure: `${rate.toFixed(0)}/s`, value: ratioOf(withPage, without, 'perSecond'), atLeast: 0.9, than: '× the rate without' })
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** @returns the time until a view shows its rows (ms), and the bytes that it has loaded (KiB) */
async function open (browser, address, shown) {
  const page = await (await browser.newContext()).newPage()
  let bytes = 0
  page.on('requestfinished', async (request) => { bytes += (await request.sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize })
  const began = performance.now()
  await page.goto(address)
  await page.locator(shown).first().waitFor()
  const ms = performance.now() - began
  await page.waitForTimeout(500)
  await page.context().close()
  return { ms, kib: bytes / 1024 }
}

/** @returns the time from the answer to a request until its row is on the page (ms) */
async function appearance (page, url, item) {
  const uuid = randomUUID()
  await send(url, BOOK, uuid, item)
  const began = performance.now()
  await page.getByRole('link', { name: uuid.slice(0, 8) }).first().waitFor()
  return performance.now() - began
}
