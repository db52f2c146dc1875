import { describe, expect, it } from 'vitest'
import { exposure } from '../../plugins/exposure.ts'

const LOOPBACK = ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'].map((address) => ({ address }))
const BEYOND = ['0.0.0.0', '::', '192.168.1.20'].map((address) => ({ address }))

describe.each(BEYOND)('a simulator that listens at $address', (address) => {
  it.each([
    ['accepts published credentials', { auth: ['basic', 'key'] }, [/PUBLISHED credentials.*--credentials/, /test interface WITHOUT credentials/]],
    ['accepts headers', { credentials: {}, auth: ['basic', 'header'] }, [/headers without a secret.*--auth/, /test interface WITHOUT credentials/]],
    ['accepts configured credentials only', { credentials: {}, auth: ['basic', 'key', 'openid'] }, [/test interface WITHOUT credentials/]]
  ] satisfies ReadonlyArray<[what: string, options: Parameters<typeof exposure>[1], patterns: RegExp[]]>)(
    'and %s warns of each exposure', (_what, options, patterns) => {
      const warnings = exposure([...LOOPBACK, address], options)
      expect(warnings).toEqual(patterns.map((pattern) => expect.stringMatching(pattern)))
    }
  )
})

it('a simulator that listens only on loopback addresses or a socket does not warn', () => {
  expect(exposure([...LOOPBACK, '/run/simulator.sock'], { auth: ['header'] })).toEqual([])
})
