import { expect, it } from 'vitest'
import { duration } from '../../dashboard/client/format.ts'

it.each([
  [0, '0 s'], [999, '1 s'], [270_000, '4 m 30 s'], [3_600_000, '1 h'], [3_630_000, '1 h'], [90_060_000, '1 d 1 h'], [89_940_000, '1 d']
])('%i ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text)
})
