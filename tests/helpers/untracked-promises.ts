import { afterAll } from 'vitest'

/**
 * In Node 20 and 22, `AsyncLocalStorage` tracks every promise of a process from its first use on, which costs a tenth of
 * the time of all later tests of a worker. oidc-provider uses one during a request; no request outlives a test file.
 */
const requests = await import('../../node_modules/oidc-provider/lib/helpers/als.js' as string) as { default: { disable (): void } }

afterAll(() => { requests.default.disable() })
