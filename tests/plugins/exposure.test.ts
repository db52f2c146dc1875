import { describe, expect, it } from 'vitest'
import { controlTokenOf } from '../../plugins/control/token.ts'
import { exposure } from '../../plugins/exposure.ts'

const LOOPBACK = ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'].map((address) => ({ address }))
const BEYOND = ['0.0.0.0', '::', '192.168.1.20'].map((address) => ({ address }))

describe.each(BEYOND)('a simulator that listens at $address', (address) => {
  it.each([
    ['accepts published credentials', { auth: ['basic', 'key'], control: 'off' }, [/PUBLISHED credentials.*--credentials/, /test interface WITHOUT credentials/]],
    ['accepts headers', { credentials: {}, auth: ['basic', 'header'], control: 'off' }, [/headers without a secret.*--auth/, /test interface WITHOUT credentials/]],
    ['accepts configured credentials only', { credentials: {}, auth: ['basic', 'key', 'openid'], control: 'off' }, [/test interface WITHOUT credentials/]]
  ] satisfies ReadonlyArray<[what: string, options: Parameters<typeof exposure>[1], patterns: RegExp[]]>)(
    'and %s warns of each exposure', (_what, options, patterns) => {
      const warnings = exposure([...LOOPBACK, address], options, undefined)
      expect(warnings).toEqual(patterns.map((pattern) => expect.stringMatching(pattern)))
    }
  )
})

it('a simulator that listens only on loopback addresses or a socket does not warn', () => {
  expect(exposure([...LOOPBACK, '/run/simulator.sock'], { auth: ['header'], control: 'on' }, null)).toEqual([])
})

it('a simulator beyond loopback prints the token that it has made, and never one of the option', () => {
  const options = { credentials: {}, auth: ['basic' as const] }
  expect(exposure(BEYOND, { ...options, control: 'on' }, 'made-token')).toContainEqual(expect.stringMatching(/below \/simulator.*made-token/))
  expect(exposure(BEYOND, { ...options, control: 'token-of-the-option' }, 'token-of-the-option').join()).not.toContain('token-of-the-option')
})

it('the token of a server stays the same as long as it lives, and is needed only beyond loopback', () => {
  const app = { server: {}, addresses: () => BEYOND }
  const token = controlTokenOf('on', app)
  expect(token).toMatch(/^[0-9a-f]{48}$/)
  expect(controlTokenOf('on', app)).toBe(token)
  expect(controlTokenOf('on', { ...app, addresses: () => LOOPBACK })).toBeNull()
  expect(controlTokenOf('off', app)).toBeUndefined()
  expect(controlTokenOf('a-token-of-the-option', app)).toBe('a-token-of-the-option')
})
