import { expect, it } from 'vitest'
import { fill } from '../../plugins/openapi/fill.ts'

it.each<[string, unknown, unknown]>([
  ['a whole text becomes its value', { price: '{price}' }, { price: 4.5 }],
  ['a word in a text becomes text', ['{base}/orders/{uuid}'], ['http://x/orders/u']],
  ['an unknown word stays', '{base}/{other}', 'http://x/{other}'],
  ['a property without a value goes', { payment: '{payment}', kept: null }, { kept: null }],
  ['an expression of a link stays', '{$response.body#/uuid}', '{$response.body#/uuid}'],
  ['names of the prototype are no words', '{constructor} {toString}', '{constructor} {toString}'],
  ['numbers and truth values stay', [1, true, null], [1, true, null]]
])('%s', (_what, part, expected) => {
  expect(fill(part, { base: 'http://x', uuid: 'u', price: 4.5, payment: undefined })).toEqual(expected)
})
