import { expect } from 'vitest'
import type { Simulator } from './build-app.ts'
import { judge } from './hostile.ts'
import { PARTNER_1 } from './requests.ts'

export const API = '/api/openbooking'
export const UUID = '7d4c1a9e-0f57-4a0b-9a51-3b1f5a6f2c11'
export const TEMPLATE = `${API}/order-quote-templates/${UUID}`
export const BAD_REQUEST = [400, 'OpenBookingError']

interface Given { readonly method?: string, readonly path?: string, readonly headers?: Record<string, string>, readonly body?: unknown }

/**
 * Send a request that the simulator must refuse. Require a well-formed error without internal details, and an unchanged
 * state.
 * @returns status and type of the error
 */
export async function refusal (simulator: Simulator, { method = 'PUT', path = TEMPLATE, headers = {}, body }: Given): Promise<unknown[]> {
  const before = simulator.changes()
  const answer = await simulator.request(method, path, { headers: { ...PARTNER_1, ...headers }, body })
  expect(judge(method, answer).problems).toEqual([])
  expect(simulator.changes()).toBe(before)
  return [answer.status, answer.body['@type']]
}
