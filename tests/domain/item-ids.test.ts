import { describe, expect, it } from 'vitest'
import { requireItemId } from '../../domain/checks/item-ids.ts'
import { orderItemPath } from '../../domain/protocol/ids.ts'

const BASE = 'https://booking.example'
const UUID = '3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11'

describe('the @id of an OrderItem', () => {
  it('gives the UUID of its order and its own id', () => {
    expect(requireItemId(`${BASE}/${orderItemPath(UUID, '2')}`, 'orderedItem[0].@id', BASE)).toEqual({ uuid: UUID, id: '2' })
  })

  it.each([
    [undefined, '; received nothing.'],
    ['', ', which begins with https://booking.example/; received "".'],
    [`${BASE}/x`, `; received "${BASE}/x".`]
  ])('%s is refused, and the error says what came', (iri, end) => {
    const expectation = `orderedItem[3].@id must be the @id of an OrderItem of this system, such as ${BASE}/${orderItemPath('{uuid}', '1')}`
    expect(() => requireItemId(iri, 'orderedItem[3].@id', BASE)).toThrow(expect.objectContaining({ type: 'OrderItemIdInvalidError', message: `${expectation}${end}` }))
  })
})
