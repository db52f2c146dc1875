import type { Answered, Simulator } from './build-app.ts'

/** Token of the control calls. `tests/collected` requires that no log line contains it. */
export const CONTROL_TOKEN = 'control-token-of-the-tests-91d7'

/** Send a control call. */
export async function control (
  simulator: Simulator, method: string, path: string, body?: unknown, headers: Record<string, string> = {}
): Promise<Answered> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return await simulator.request(method, `/simulator${path}`, { headers: { ...type, ...headers }, ...(body !== undefined && { body }) })
}
