import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createEncoder } from '../../plugins/coded-pages.ts'

const answer = (tag: string) => {
  const headers: Record<string, string> = { etag: tag, 'content-encoding': 'gzip' }
  return { getHeader: (name: string) => headers[name] }
}

it('a page is encoded once while it is read, at once or later', async () => {
  const encode = createEncoder()
  const page = Buffer.from('a page '.repeat(500))
  const [first, ...others] = await Promise.all(Array.from({ length: 4 }, async () => await encode(page, answer('"1"'))))
  expect(others.every((other) => other === first)).toBe(true)
  expect(await encode(page, answer('"1"'))).toBe(first)
  expect(gunzipSync(first ?? '').equals(page)).toBe(true)
})

it('few pages are kept, those read last', async () => {
  const encode = createEncoder()
  const page = Buffer.from('a page')
  const oldest = await encode(page, answer('"0"'))
  for (let tag = 1; tag < 32; tag++) await encode(page, answer(`"${tag}"`))
  expect(await encode(page, answer('"0"'))).toBe(oldest)
  for (let tag = 100; tag < 132; tag++) await encode(page, answer(`"${tag}"`))
  expect(await encode(page, answer('"0"'))).not.toBe(oldest)
})
