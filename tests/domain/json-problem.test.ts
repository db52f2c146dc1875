import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { findJsonProblem } from '../../domain/protocol/json/json-problem.ts'

const LIMITS = { depth: 50, values: 1_000_000, names: 1_000_000 }

describe('a JSON text', () => {
  it.each([
    '{"a":1,"a":2}', '{"a":1,"b":{"a":1,"a":2}}', '[{"a":[],"a":[]}]', '{"a":1,"\\u0061":2}', '{"\\"":1,"\\"":2}', '{"\\\\":1,"\\\\":2}', '{ "a" : "}" , "a" : 1 }', '{"":1,"":1}', '{"a":{"a":1},"a":1}'
  ])('with a duplicate key has a problem: %s', (text) => {
    expect(findJsonProblem(text, LIMITS)?.problem).toBe('duplicate')
  })

  it.each(['{"a":1,"A":2}', '{"a":{"a":{"a":"a"}}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a\\",\\"a"}', '{"a":"{\\"a\\":1,\\"a\\":1}"}', '"a,a"', '{}', '0', '{"a\\\\":1,"a\\"":2,"a":3}'])('without a duplicate key has no problem: %s', (text) => {
    expect(JSON.parse(text)).toBeDefined()
    expect(findJsonProblem(text, LIMITS)).toBeNull()
  })

  it('has a problem only beyond the permitted depth', () => {
    for (const [open, close] of [['[', ']'], ['{"a":[', ']}']] as const) {
      const depth = open.length === 1 ? 10 : 20
      const text = `${open.repeat(10)}${close.repeat(10)}`
      expect(findJsonProblem(text, { ...LIMITS, depth })).toBeNull()
      expect(findJsonProblem(text, { ...LIMITS, depth: depth - 1 })).toEqual({ problem: 'depth' })
    }
  })

  it('has a problem only beyond the permitted number of values', () => {
    for (const [text, values] of [['[0,0,0]', 3], ['[[],[],{}]', 6], ['{"a":1,"b":",,,"}', 2], ['[[[]]]', 3]] as const) {
      expect(findJsonProblem(text, { ...LIMITS, values })).toBeNull()
      expect(findJsonProblem(text, { ...LIMITS, values: values - 1 })).toEqual({ problem: 'values' })
    }
  })

  it('has a problem only beyond the permitted number of different names, in one object or in many', () => {
    const names = Array.from({ length: 100 }, (_, index) => `"n${index}":0`)
    const repeated = Array.from({ length: 500 }, () => '{"n1":0}')
    for (const text of [`{${names.join(',')}}`, `[${names.map((name) => `{${name}}`).join(',')},${repeated.join(',')}]`]) {
      expect(findJsonProblem(text, { ...LIMITS, names: 100 })).toBeNull()
      expect(findJsonProblem(text, { ...LIMITS, names: 99 })).toEqual({ problem: 'names' })
    }
  })

  it('is read to its end after a string of any length and content', () => {
    for (const part of ['a', '\\n', '\\"', '\\\\', '{']) {
      expect(findJsonProblem(`{"x":"${part.repeat(10_000_000)}","x":1}`, LIMITS)).toEqual({ problem: 'duplicate', name: 'x' })
    }
  })

  it('with 100,000 keys in one object or in many is searched for each of them', () => {
    const keys = Array.from({ length: 100_000 }, (_, number) => number.toString(36))
    const one = `{${keys.map((key) => `"${key}":0`).join(',')}`
    const many = keys.map((key) => `{"${key}":{"${key}":0}}`).join(',')
    expect([findJsonProblem(`${one}}`, LIMITS), findJsonProblem(`[${many}]`, LIMITS)]).toEqual([null, null])
    for (const key of [keys[0], keys[50_000], keys.at(-1)]) expect(findJsonProblem(`${one},"${key}":0}`, LIMITS)).toEqual({ problem: 'duplicate', name: key })
    expect(findJsonProblem(`[${many},{"a":[{"b":{"c":1}},{"b":1}],"a":1}]`, LIMITS)).toEqual({ problem: 'duplicate', name: 'a' })
  })

  it('of JSON.stringify has no problem until one of its keys is repeated', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { minKeys: 1 }), fc.nat(), fc.integer(), (object, index, seed) => {
      const text = JSON.stringify(object)
      const keys = Object.keys(object)
      expect(findJsonProblem(text, { ...LIMITS, depth: 100 }, seed)).toBeNull()
      expect(findJsonProblem(`${text.slice(0, -1)},${JSON.stringify(keys[index % keys.length])}:0}`, { ...LIMITS, depth: 100 }, seed)).toEqual({ problem: 'duplicate', name: keys[index % keys.length] })
    }), { seed: 1, numRuns: 40 })
  })

  it('has a key twice whichever of its characters are escaped, in either case of the digits', () => {
    const short = new Map(Object.entries({ '"': '"', '\\': '\\', '/': '/', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' }))
    const spelling = (key: string, ways: readonly number[]): string => Array.from({ length: key.length }, (_, index) => {
      const hex = key.charCodeAt(index).toString(16).padStart(4, '0')
      const letter = short.get(key.charAt(index))
      const plain = JSON.stringify(key.charAt(index)).slice(1, -1)
      return [plain, `\\u${hex}`, `\\u${hex.toUpperCase()}`, letter === undefined ? plain : `\\${letter}`][(ways[index] ?? 0) % 4] ?? plain
    }).join('')
    const ways = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 })
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aAzZ09"\\/\b\f\n\r\t\u0000é€\ud800😀'), maxLength: 6 }), ways, ways, fc.integer(), (key, one, other, seed) => {
      const text = `{"${spelling(key, one)}":1,"x":{"${spelling(key, one)}":0},"${spelling(`${key}.`, other)}":2`
      expect(JSON.parse(`${text}}`)).toHaveProperty([key], 1)
      if (key !== 'x') expect(findJsonProblem(`${text}}`, LIMITS, seed)).toBeNull()
      expect(findJsonProblem(`${text},"${spelling(key, other)}":3}`, LIMITS, seed)?.problem).toBe('duplicate')
    }), { seed: 1, numRuns: 500 })
  })

  it('with 1 MB of escaped keys is not parsed key by key', () => {
    const text = `{${Array.from({ length: 60_000 }, (_, index) => `"\\u0061${index}":0`).join(',')}`
    const parse = vi.spyOn(JSON, 'parse')
    onTestFinished(() => { parse.mockRestore() })
    expect(findJsonProblem(`${text}}`, LIMITS)).toBeNull()
    // Equal hashes alone need a comparison.
    expect(parse.mock.calls.length).toBeLessThan(100)
    expect(findJsonProblem(`${text},"a7":0}`, LIMITS)).toEqual({ problem: 'duplicate', name: 'a7' })
  })
})

it('a text that is no JSON has no problem, because the parser refuses it', () => {
  for (const text of ['', ' ', '{"a', '{"a\\', '"', '{"\\x":1}', '}}}', ',,', '{"\n":1,"b":2}', '{a:1,a:2}']) expect(findJsonProblem(text, LIMITS)).toBeNull()
})
