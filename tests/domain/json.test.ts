import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, canonicalNode } from '../../domain/protocol/json.ts'

/** Reverse the keys of all objects. */
const rekeyed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rekeyed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, part]) => [name, rekeyed(part)]))
}

/** Reverse the keys of all objects and all lists. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed).reverse()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, part]) => [name, reversed(part)]))
}

/** Sort all keys and, for JSON-LD, all lists. */
function sorted (value: unknown, sortList: (list: unknown[]) => unknown[]): unknown {
  if (Array.isArray(value)) return sortList(value.map((part) => sorted(part, sortList)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, part]) => [name, sorted(part, sortList)]))
}

const byText = (list: unknown[]): unknown[] => list.sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

describe('two JSON values', () => {
  it('are equal in any order of their keys, and in no other order of their lists', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(canonical(rekeyed(a))).toBe(canonical(a))
      const equal = JSON.stringify(sorted(a, (list) => list)) === JSON.stringify(sorted(b, (list) => list))
      expect(canonical(a) === canonical(b)).toBe(equal)
    }))
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]))
    expect(canonical({ price: 1 })).not.toBe(canonical({ price: '1' }))
  })
})

describe('two JSON-LD nodes', () => {
  it('are equal in any order of their keys and lists', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(canonicalNode(reversed(value))).toBe(canonicalNode(value))
    }))
  })

  it('are equal with a bare IRI and with a node of only id and type', () => {
    const same = ['x:1', { '@id': 'x:1' }, { '@id': 'x:1', '@type': 'Offer' }].map((seller) => canonicalNode({ seller }))
    expect(new Set(same).size).toBe(1)
    expect(canonicalNode({ seller: { '@id': 'x:1', name: 'N' } })).not.toBe(same[0])
  })

  it('differ if a value differs, or the number of equal values in a list', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(!JSON.stringify([a, b]).includes('@id'))
      expect(canonicalNode(a) === canonicalNode(b)).toBe(JSON.stringify(sorted(a, byText)) === JSON.stringify(sorted(b, byText)))
    }))
    expect(canonicalNode([1, 1, 2])).not.toBe(canonicalNode([1, 2, 2]))
  })
})
