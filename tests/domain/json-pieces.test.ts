import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createJsonPieces, type PiecesLimits } from '../../domain/protocol/json/json-pieces.ts'
import { parseJson } from '../../domain/protocol/json/parse-json.ts'

const LIMITS: PiecesLimits = { depth: 20, values: Infinity, names: Infinity, part: Infinity, elements: Infinity }

function read (pieces: readonly string[], limits = LIMITS): unknown {
  const reader = createJsonPieces(limits, 1)
  for (const piece of pieces) {
    const fault = reader.add(piece)
    if (fault !== null) return fault
  }
  return reader.end()
}

afterEach(() => { vi.restoreAllMocks() })

/** A text as one piece, as its single characters, and cut at each place. */
const cuts = (text: string): ReadonlyArray<readonly string[]> =>
  [[text], [...text], ...Array.from(text, (_, at) => [text.slice(0, at), text.slice(at)])]

const DOCUMENTS = [
  '{}', ' { } ', '[]', '[1,[2],{"a":[3]}]', '"[{,"', 'null', '{"a":[]}', '{"a":[ ]}', '{"a":[1]}', '{"a":[1,2],"b":[[3],{"c":[4]}]}', '{"a":{"b":[1,2]}}',
  '{"version":1,"clock":{"at":"real"},"records":[{"id":"x, ]}"},{"id":"\\"]\\\\"}],"rest":[null,"",[]]}', '{\n  "a": [\n    1,\n    {"b": 2}\n  ]\n}\n',
  '{"2":[1],"1":[2],"x":[3]}', '{"__proto__":[1],"a":{"__proto__":2}}', '{"é":["€ – \\u00e9"]}', '{"a":[{"b":1},{"b":1}],"b":0}'
]
const BROKEN = [
  '', ' ', '{', '{"a":[', '{"a":[1', '{"a":[1,', '{"a":[1,]}', '{"a":[,1]}', '{"a":[1 2]}', '{"a":[1}', '{"a":[1]', '{"a":[1]]', '{"a":[1]}}', '{"a":[1]} x',
  '{"a" [1]}', '{a:[1]}', '{"a":[1],}', '{"a":[1] "b":2}', '{"a":[{"b":1,}]}', '{"a":[{"b":[1}]}', '{"a":["x]}', '{"a":["\\x"]}', '{"a":[tru]}', '}', ']', '{"a":1]',
  '{\n "a": [\n  1,\n  {"b": x}\n ]\n}', '{\n "a": [\n  1\n ],\n b: 2\n}', '{"a":[1],"b":[2],"c":[3] 4}', '[1,]', '[1', 'x{"a":[1]}', '{"a":[1]}\n{"a":[1]}', '{"a":["a\nb"]}'
]

describe('a document that comes in pieces', () => {
  it.each(DOCUMENTS)('has the value that it has as one text: %j', (document) => {
    for (const pieces of cuts(document)) expect(read(pieces)).toEqual({ value: JSON.parse(document) })
  })

  it.each(BROKEN)('is refused at the same place as one text: %j', (document) => {
    const fault = parseJson(document, LIMITS, 1)
    expect(fault).toMatchObject({ problem: 'syntax' })
    for (const pieces of cuts(document)) expect(read(pieces)).toEqual(fault)
  })

  it('is refused if one text is, and else has its value, whatever the document', () => {
    const lists = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.array(fc.jsonValue({ maxDepth: 3 }))))
    const texts = fc.tuple(lists, fc.constantFrom(undefined, 1)).map(([value, space]) => JSON.stringify(value, null, space))
    fc.assert(fc.property(texts, fc.nat(), fc.nat(), fc.constantFrom('', '\u0001', ',', ']', '}', '"', '\n'), (text, first, second, sign) => {
      const at = first % (text.length + 1)
      const spoilt = `${text.slice(0, at)}${sign}${text.slice(at)}`
      const cut = second % (spoilt.length + 1)
      const whole = parseJson(spoilt, LIMITS, 1)
      // Two faults can come in another order.
      expect(read([spoilt.slice(0, cut), spoilt.slice(cut)])).toEqual('value' in whole ? whole : expect.objectContaining({ problem: expect.any(String) }))
    }), { seed: 1, numRuns: 300, endOnFailure: true })
  })

  it.each([
    ['{"a":[{"b":1,"b":2}]}', { problem: 'duplicate', name: 'b' }], ['{"a":[1],"a":[2]}', { problem: 'duplicate', name: 'a' }],
    ['{"a":[1],"\\u0061":2}', { problem: 'duplicate', name: 'a' }]
  ])('has each name once in an object: %j', (document, fault) => {
    for (const pieces of cuts(document)) expect(read(pieces)).toEqual(fault)
  })

  it('is nested no deeper than its limit', () => {
    const nested = (levels: number): string => `{"a":[${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}]}`
    expect(read([nested(20)])).toHaveProperty('value')
    expect(read([nested(21)])).toEqual({ problem: 'depth' })
  })

  it.each([
    ['an element', '{"a":[1,"', '123456789', '"]}'], ['its other members', '{"b":"', '123456789', '","a":[1,2]}'], ['many lists', '', '{"a":[],"b":[],"c":[]}', '']
  ])('has no part above its limit, wherever it is cut: %s', (_name, begin, long, end) => {
    const limits = { ...LIMITS, part: 10 }
    for (const pieces of cuts(`${begin}${long}${end}`)) expect(read(pieces, limits)).toEqual({ problem: 'part' })
    for (const pieces of cuts(`{"a":[1,2,${'3,'.repeat(9)}"1234567"]}`)) expect(read(pieces, limits)).toHaveProperty('value')
  })

  it('has no more elements than its limit', () => {
    const limits = { ...LIMITS, elements: 3 }
    expect(read(['{"a":[1,2],"b":[[],[]],"c":[]}'], limits)).toEqual({ problem: 'elements' })
    expect(read(['{"a":[1,2],"b":[[1,1,1]],"c":[]}'], limits)).toHaveProperty('value')
  })

  it('is read in a time that grows with its length, whatever the length of a part', () => {
    const joined = vi.spyOn(Array.prototype, 'join')
    const pieces = ['{"a":["', ...Array<string>(1000).fill('x'.repeat(100)), '"]}']
    expect(read(pieces)).toHaveProperty('value')
    // Each piece is joined once.
    expect(joined.mock.contexts.reduce((sum: number, parts) => sum + (parts as string[]).length, 0)).toBeLessThan(2 * pieces.length)
  })
})
