import { describe, expect, it } from 'vitest'
import { exposure } from '../../plugins/exposure.ts'

const LOOPBACK = ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'].map((address) => ({ address }))
const BEYOND = ['0.0.0.0', '::', '192.168.1.20'].map((address) => ({ address }))

describe.each(BEYOND)('a simulator that listens at $address', (address) => {
  it.each([
    ['published credentials', { auth: ['basic', 'key'] }, [/PUBLISHED credentials.*--credentials/, /test interface WITHOUT credentials/]],
    ['headers', { credentials: {}, auth: ['basic', 'header'] }, [/headers without a secret.*--auth/, /test interface WITHOUT credentials/]],
    ['neither', { credentials: {}, auth: ['basic', 'key', 'openid'] }, [/test interface WITHOUT credentials/]]
  ] satisfies ReadonlyArray<[what: string, options: Parameters<typeof exposure>[1], said: RegExp[]]>)('that takes %s says so, and that the test interface is open', (_what, options, said) => {
    const warnings = exposure([...LOOPBACK, address], options)
    expect(warnings).toEqual(said.map((text) => expect.stringMatching(text)))
  })
})

it('a simulator that listens on its machine alone, or at a socket, warns of nothing', () => {
  expect(exposure([...LOOPBACK, '/run/simulator.sock'], { auth: ['header'] })).toEqual([])
})
