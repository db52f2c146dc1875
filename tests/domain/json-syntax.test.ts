import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfJson, placeBehind } from '../../domain/protocol/json/json-syntax.ts'

const syntaxErrorIn = (text: string): ReturnType<typeof placeBehind> => placeBehind(text.slice(0, endOfJson(text)))

describe('the place at which a text stops being JSON', () => {
  it.each([
    ['', 1, 1], [' \n ', 2, 2], ['x', 1, 1], ['{a:1}', 1, 2], ['{"a" 1}', 1, 6], ['{"a":1 "b":2}', 1, 8], ['{"a":1,}', 1, 8],
    ['[1,]', 1, 4], ['[1 2]', 1, 4], ['[1}', 1, 3], ['{}}', 1, 3], ['{}\n{}', 2, 1], ['01', 1, 2], ['1.', 1, 2], ['-', 1, 1], ['.5', 1, 1],
    ['tru', 1, 1], ["{'a':1}", 1, 2], ['{"a":NaN}', 1, 6], ['"a', 1, 3], ['"\\x"', 1, 2], ['"\\u12"', 1, 2], ['"a\nb"', 1, 3], ['[,1]', 1, 2],
    ['{\r\n  "a": [\r\n    1,\r\n    x\r\n', 4, 5], ['{"a":', 1, 6], ['{"a"', 1, 5], ['{"a":1', 1, 7], ['[\u00a01]', 1, 2], ['/* */ 1', 1, 1]
  ])('in %j is line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow()
    expect(syntaxErrorIn(text)).toEqual({ line, column })
  })

  const jsonText = fc.tuple(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1)).map(([value, space]) => JSON.stringify(value, null, space))
  /** An escape or a literal counts as a whole. */
  const LONGEST_TOKEN = 6

  function positionIn (text: string): number {
    const { line, column } = syntaxErrorIn(text)
    return text.split('\n').slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1
  }

  it('is behind any text that JSON.parse takes', () => {
    fc.assert(fc.property(jsonText, (text) => { expect(positionIn(`${text} `)).toBe(text.length + 1) }), { seed: 1 })
  })

  it('is where a sign stands that JSON never has, or where the text was cut off', () => {
    fc.assert(fc.property(jsonText, fc.nat(), (text, at) => {
      const place = at % (text.length + 1)
      for (const spoilt of [`${text.slice(0, place)}\u0001${text.slice(place)}`, text.slice(0, place)]) {
        const found = positionIn(spoilt)
        expect(found).toBeLessThanOrEqual(place)
        expect(found).toBeGreaterThan(place - LONGEST_TOKEN)
      }
    }), { seed: 1 })
  })
})
