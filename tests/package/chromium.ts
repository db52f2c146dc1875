import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { run, temporaryFolder } from './processes.ts'

/** @returns the path of the installed browser */
async function browserPath (): Promise<string> {
  const find = 'command -v chromium || command -v chromium-browser || command -v google-chrome'
  const { stdout } = await run('sh', ['-c', find], { cwd: temporaryFolder() })
  const [path = ''] = stdout.trim().split('\n')
  if (path === '') throw new Error('This test needs Chromium: install the package chromium')
  return path
}

/** Start the installed browser. It closes when the test ends. */
export async function launchBrowser (): Promise<Browser> {
  const flags = ['--no-sandbox', '--disable-dev-shm-usage']
  const browser = await chromium.launch({ executablePath: await browserPath(), args: flags })
  onTestFinished(async () => { await browser.close() })
  return browser
}

/** Serve the pages of a broker until the test ends. @returns their origin */
export async function serve (answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
