import { describe, expect, it } from 'vitest'
import { pageHeaders } from '../../plugins/pages/page-headers.ts'
import { PALETTES } from '../../schemas/palettes.ts'
import { contrast } from '../helpers/contrast.ts'

describe.each(['light', 'dark'] as const)('in %s mode', (mode) => {
  const palette = PALETTES[mode]

  it.each([
    ['ink', 'card'], ['ink', 'paper'], ['ink', 'alert'], ['link', 'card'], ['link', 'paper'], ['on-accent', 'accent']
  ] as const)('text in %s on %s has a contrast of 4.5 or more', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each([['line', 'card'], ['line', 'paper'], ['accent', 'card'], ['link', 'card']] as const)('an edge in %s on %s has a contrast of 3 or more', (edge, ground) => {
    expect(contrast(palette[edge], palette[ground])).toBeGreaterThanOrEqual(3)
  })
})

it('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe('the policy of a page lets its form lead to', () => {
  const formAction = (target: string): string | undefined => /form-action ([^;]*)/.exec(pageHeaders('', [target])['content-security-policy'] ?? '')?.[1]

  it.each([
    ['the origin of an address', 'https://app.example:8443/cb?x=1', "'self' https://app.example:8443"],
    ['a name outside ASCII', 'https://bücher.example/cb', "'self' https://xn--bcher-kva.example"],
    ['an app of the device', 'com.example.app:/cb', "'self' com.example.app:"],
    ['an IPv6 address, by its scheme alone', 'http://[::1]:3000/cb', "'self' http:"],
    ['no address that would add to the policy', "http://a.example;sandbox'/cb", "'self' http:"],
    ['itself, if there is no address', 'undefined', "'self'"]
  ])('%s', (_what, target, policy) => {
    expect(formAction(target)).toBe(policy)
  })
})
