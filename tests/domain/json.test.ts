import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../domain/protocol/json.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, part]) => [name, shuffled(part)]))
}

describe('two requests', () => {
  it('are equal in any order of their keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonical(shuffled(value))).toBe(canonical(value))
    }))
  })

  it('are equal with a bare IRI and with a node of only id and type', () => {
    const same = ['x:1', { '@id': 'x:1' }, { '@id': 'x:1', '@type': 'Offer' }].map((seller) => canonical({ seller }))
    expect(new Set(same).size).toBe(1)
    expect(canonical({ seller: { '@id': 'x:1', name: 'N' } })).not.toBe(same[0])
  })

  it('differ if a value or the order of items differs', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(!JSON.stringify([a, b]).includes('@id'))
      const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
      expect(canonical(a) === canonical(b)).toBe(equal)
    }))
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
    expect(canonical({ price: 1 })).not.toBe(canonical({ price: '1' }))
  })
})

function sorted (value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, part]) => [name, sorted(part)]))
}
