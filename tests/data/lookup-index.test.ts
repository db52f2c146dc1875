import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLookupIndex, type LookupIndex, type Wanted } from '../../data/engine/lookup-index.ts'
import type { Records } from '../../domain/records/record-kinds.ts'

type Token = Records['openid']

const token = fc.record({
  id: fc.constant('id'), model: fc.constantFrom('Session', 'Grant'), payload: fc.constant({}), clientId: fc.constantFrom('a', 'b', 'c')
}, { requiredKeys: ['id', 'model', 'payload'] }) as fc.Arbitrary<Token>
const found = (index: LookupIndex, where: readonly Wanted[]): string[] => [...index.candidates('openid', where)?.ids ?? []]
const change = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5'), record: fc.option(token, { nil: undefined }) })

it('finds the records of a value, whatever has changed before', () => {
  fc.assert(fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
    const index = createLookupIndex()
    const records = new Map<string, Token>()
    for (const { id, record } of changes) {
      index.replace('openid', id, records.get(id), record)
      if (record === undefined) records.delete(id)
      else records.set(id, record)
    }
    for (const clientId of ['a', 'b', 'c', 'd']) {
      const expected = [...records].filter(([, record]) => record.clientId === clientId).map(([id]) => id)
      expect(found(index, [['clientId', clientId]]).sort()).toEqual(expected.sort())
      expect(index.candidates('openid', [['clientId', clientId]])?.count).toBe(expected.length)
    }
  }))
})

it('uses the value with the fewest records, and none of a missing value', () => {
  const index = createLookupIndex()
  for (let number = 0; number < 100; number++) {
    index.replace('openid', String(number), undefined, { id: '', model: 'Session', payload: {}, ...(number === 7 && { clientId: 'a' }) })
  }
  expect(found(index, [['model', 'Session'], ['clientId', 'a']])).toEqual(['7'])
  expect(found(index, [['model', 'Session'], ['clientId', 'b']])).toEqual([])
  expect(found(index, [['model', 'Session']])).toHaveLength(100)
})

it('leaves all records of a kind to a search without lookups', () => {
  expect(createLookupIndex().candidates('openid', [])).toBeUndefined()
})
