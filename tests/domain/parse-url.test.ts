import { expect, it } from 'vitest'
import { FORMATS } from '../../domain/protocol/formats.ts'
import { parseUrl } from '../../domain/protocol/parse-url.ts'

it('a URL with letters outside ASCII is one at the first call and at the last', () => {
  const url = 'https://bücher.example/café'
  const answers = new Set(Array.from({ length: 50_000 }, () => [parseUrl(url)?.host, FORMATS['redirect-uri'](url)].join()))
  expect([...answers]).toEqual(['xn--bcher-kva.example,true'])
})

it('a text that is no URL is none', () => {
  for (const text of ['', 'x', '//x', 'http://', 'http://a b']) expect(parseUrl(text)).toBeUndefined()
})
