import { errorText } from './error-text.ts'
import { request } from './http.ts'
import type { Command } from './io.ts'

/**
 * Check that the simulator at this host and port is ready, and print `ready`.
 * @returns 0
 * @throws {Error} if it is not ready, or there is no response
 */
export const healthcheck: Command = async ({ options }, { stdout }) => {
  const { status } = await request(options, { method: 'GET', path: '/ready' }).catch((error: unknown) => {
    throw new Error(`not ready: ${errorText(error)}`, { cause: error })
  })
  if (status !== 200) throw new Error(`not ready: status ${status}`)
  stdout.write('ready\n')
  return 0
}
