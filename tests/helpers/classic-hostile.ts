import { expect } from 'vitest'
import type { Simulator } from './build-app.ts'
import { call, errorOf } from './classic.ts'
import { writeJson } from './hostile-values.ts'
import { CANARY, SHARED } from './requests.ts'

/** Values that a caller may send in place of an object or a list with one object. */
export const NO_NODES: readonly unknown[] = [null, true, false, 0, -1, 1.5, 1e21, '', 'x', CANARY.email, [], [[]], [null], ['x'], [0], [[{}]], [[[{ id: '1234' }]]], { length: 1, 0: {} }]

/** Pair each value with a name for a test title. */
export const named = (values: readonly unknown[]): Array<readonly [string, unknown]> =>
  values.map((value) => [String(JSON.stringify(value)).slice(0, 40), value])

/**
 * Send a request that the simulator must refuse. Require an unchanged state and an answer without personal data or
 * secrets.
 * @returns status and name of the error
 */
export async function refused (
  simulator: Simulator, method: string, path: string, body: unknown, headers: Record<string, string> = SHARED
): Promise<unknown[]> {
  const before = simulator.changes()
  const answer = await call(simulator, method, path, { headers, body: typeof body === 'string' ? body : writeJson(body) })
  expect(simulator.changes()).toBe(before)
  expect(answer.text.replace(/"instance":"[^"]*"/, '')).not.toMatch(/canary|mostyn|secret/i)
  return errorOf(answer)
}
