import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { simulator, SMALL } from '../cli/in-process.ts'
import { contrast } from '../helpers/contrast.ts'
import { TOKEN_1 } from '../helpers/openid.ts'
import { launchBrowser, serve } from './chromium.ts'

const APP = readFileSync(new URL('browser-app.html', import.meta.url))
const COLOURS = readFileSync(new URL('page-colours.js', import.meta.url), 'utf8')

async function expectReadable (page: Page): Promise<void> {
  const texts = await page.evaluate<Array<[text: string, colour: string, ground: string]>>(COLOURS)
  expect(texts.length).toBeGreaterThan(3)
  const faint = texts.filter(([, colour, ground]) => contrast(colour, ground) < 4.5)
  expect(faint, await page.title()).toEqual([])
}

it.each(['light', 'dark'] as const)('a page of another origin logs in, gets tokens and reads its orders feed, without an error in the console (%s mode)', async (colorScheme) => {
  const { base } = await simulator(['start', ...SMALL, '--auth', 'openid', '--log-level', 'warn'])
  const origin = await serve((_request, response) => { response.setHeader('content-type', 'text/html').end(APP) })
  const context = await (await launchBrowser()).newContext({ colorScheme })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => { problems.push(message.text()) })
  page.on('pageerror', (error) => { problems.push(String(error)) })
  page.on('requestfailed', (request) => { problems.push(`${request.url()} ${request.failure()?.errorText ?? ''}`) })

  await page.goto(`${origin}/#${new URLSearchParams({ base, token: TOKEN_1 }).toString()}`)
  await page.waitForSelector('[name="username"]')
  await expectReadable(page)
  await page.fill('[name="username"]', 'test1')
  await page.fill('[name="password"]', 'wrong')
  await page.click('.btn-primary')
  await page.waitForSelector('.problem')
  // Chromium reports the status of every answer of 400 or more.
  expect(problems.splice(0)).toEqual([expect.stringContaining('401')])
  expect(await page.inputValue('[name="username"]')).toBe('test1')
  await expectReadable(page)
  await page.click('text=Continue as Wharfside Leisure Trust')
  await page.waitForSelector('[name="answer"]')
  await expectReadable(page)
  await page.click('.btn-primary')
  await page.waitForSelector('h1:has-text("for")')
  expect(await page.textContent('h1')).toBe('200: true for Wharfside Leisure Trust')

  await page.goto(`${base}/openid/access`)
  await page.click('text=Continue as Wharfside Leisure Trust')
  await page.waitForSelector('text=Browser App')
  await expectReadable(page)
  await page.click('text=Log out')
  await page.waitForSelector('text=You are logged out.')
  await expectReadable(page)
  await page.goto(`${base}/openactive`)
  expect(problems).toEqual([])
})
