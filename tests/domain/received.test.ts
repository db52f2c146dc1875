import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../domain/protocol/formats.ts'
import { received, wrongId } from '../../domain/protocol/received.ts'

describe('a received value', () => {
  it.each([
    ['http://127.0.0.1:3000/x', '"http://127.0.0.1:3000/x"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a & b', '"a & b"'],
    ['<b>&amp;', '"\\u003cb>\\u0026amp;"'],
    ['x'.repeat(200), `"${'x'.repeat(150)}…"`],
    ['', '""'],
    [1.5, '1.5'],
    [false, 'false'],
    [null, 'null'],
    [undefined, 'nothing'],
    [['secret'], 'a list'],
    [{ secret: 1 }, 'an object']
  ])('%j is described as %s', (value, expected) => {
    expect(received(value)).toBe(expected)
  })

  it('may stand in a document whatever it is', () => {
    const signs = fc.array(fc.constantFrom('<', '&', '#', ';', 'lt', 'x3c', ' ', '\u0000', '\ud800'), { maxLength: 20 })
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), signs.map((parts) => parts.join(''))), (value) => {
      expect(FORMATS['plain-text'](received(value))).toBe(true)
    }))
  })
})

describe('an id of the wrong form', () => {
  const say = (iri: unknown): string => wrongId('seller must be the @id of a seller', iri, 'http://localhost:3000')

  it('of another base URL is described with both', () => {
    expect(say('http://127.0.0.1:3000/api/identifiers/sellers/1'))
      .toBe('seller must be the @id of a seller, which begins with http://localhost:3000/; received "http://127.0.0.1:3000/api/identifiers/sellers/1".')
    expect(say('http://localhost:30001/x')).toContain('which begins with http://localhost:3000/;')
  })

  it('of this base URL is described alone', () => {
    expect(say('http://localhost:3000/x')).toBe('seller must be the @id of a seller; received "http://localhost:3000/x".')
    expect(say(undefined)).toBe('seller must be the @id of a seller; received nothing.')
  })
})
