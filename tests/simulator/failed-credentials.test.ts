import { expect, it } from 'vitest'
import { createFailedCredentials } from '../../simulator/failed-credentials.ts'
import { createRecentMap } from '../../simulator/recent-map.ts'
import { NOW } from '../domain/build.ts'

it('a flood of identities is bounded, and the pairs used last are remembered', () => {
  const failures = createFailedCredentials(2, () => NOW)
  for (let times = 0; times < 2; times++) expect(failures.count('192.0.2.1', 'ann')).toBeUndefined()
  for (let number = 0; number < 9_999; number++) failures.count('192.0.2.1', `guess ${number} ${'x'.repeat(1000)}`)
  expect(failures.size()).toBe(10_000)
  expect(failures.count('192.0.2.1', 'ann')).toBe(60)
  for (let number = 0; number < 50_000; number++) failures.count(`address ${number}`, 'ann')
  expect(failures.size()).toBe(10_000)
  expect(failures.count('192.0.2.1', 'ann')).toBeUndefined()
})

it('a minute begins with the first failure', () => {
  let now = NOW.getTime()
  const failures = createFailedCredentials(1, () => new Date(now))
  expect(failures.count('a', 'b')).toBeUndefined()
  now += 59_000
  expect(failures.count('a', 'b')).toBe(1)
  now += 999
  expect(failures.count('a', 'b')).toBe(1)
  now += 1
  expect(failures.count('a', 'b')).toBeUndefined()
  expect(failures.count('a', 'b')).toBe(60)
})

it('a step back of the clock begins another minute', () => {
  let now = NOW.getTime()
  const failures = createFailedCredentials(1, () => new Date(now))
  for (let times = 0; times < 2; times++) failures.count('a', 'b')
  now -= 3_600_000
  expect(failures.count('a', 'b')).toBeUndefined()
  expect(failures.count('a', 'b')).toBe(60)
})

it('a map forgets the keys used longest ago', () => {
  const map = createRecentMap<number>(2)
  expect([map.set('a', 1), map.set('b', 2)]).toEqual([[], []])
  expect(map.get('a')).toBe(1)
  expect(map.set('c', 3)).toEqual(['b'])
  expect([map.get('b'), map.get('a'), map.get('c'), map.size()]).toEqual([undefined, 1, 3, 2])
  map.delete('a')
  expect([map.set('d', 4), map.size()]).toEqual([[], 2])
})
