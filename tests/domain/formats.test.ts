import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../domain/protocol/formats.ts'

describe('a plain text', () => {
  it.each(['Nia', 'R&D', 'Fish & Chips; Tea', 'AT&T', '> 5', '"quoted"', "O'Hara", 'Łódź', '李', '\u{1F469}\u200D\u{1F467}', 'two\nlines\tand\r\nmore', '07700 900482', '{{x}}', ' '])('can be %j', (text) => {
    expect(FORMATS['plain-text'](text)).toBe(true)
  })

  it.each(['<b>', 'a<b', '</', '&amp;', 'x&lt;y', '&#60;', '&#x3c;', '\u0000', 'a\u0007', '\u001b[0m', '\u007f', '\u0085', '\ud800', 'a\udc00b'])('cannot be %j', (text) => {
    expect(FORMATS['plain-text'](text)).toBe(false)
  })
})

describe('a URL', () => {
  it.each(['https://a.example', 'https://a.example/', 'HTTP://A.example:8080/x?y=1&z=2#/offers/0', 'http://localhost:5000/x', 'http://broker:3000/logo.png', 'http://127.0.0.1/', 'http://[::1]:5000/', 'https://xn--bcher-kva.example/é', 'https://a_b.example?x'])('can be %s', (text) => {
    expect(FORMATS['web-url'](text)).toBe(true)
  })

  it.each(['', 'x', '//a.example', 'ftp://a.example/', 'urn:x:1', 'https:/a.example', 'https://', 'https:///x', 'https://a.example:0/', 'https://a.example:123456/', 'https://a.example:65536/', 'http://a..b/', 'https://u:p@a.example/', 'https://a .example', 'https://a.example/x y', 'https://a.example/<', 'https://a.example/\\x', 'https://a.example/&lt;', 'https://a.example/\u2028', ' https://a.example', 'https://a.example\n', 'http://localhost*'])('cannot be %j', (text) => {
    expect(FORMATS['web-url'](text)).toBe(false)
  })
})

describe('an e-mail address', () => {
  it.each(['a@b.example', "O'Hara+x@mail.b.example", 'A.B@XN--BCHER-KVA.example'])('can be %s', (text) => {
    expect(FORMATS.email(text)).toBe(true)
  })

  it.each(['', 'x', 'a@b', '@b.example', 'a@', 'a b@c.example', 'a@b..example', '.a@b.example', '<a@b.example>', 'a@b.example\n', 'mailto:a@b.example'])('cannot be %j', (text) => {
    expect(FORMATS.email(text)).toBe(false)
  })
})

describe('a country code', () => {
  it('is one of the 249 of ISO 3166-1', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => FORMATS['country-code'](code))
    expect(codes).toHaveLength(249)
    expect(codes).toEqual(expect.arrayContaining(['GB', 'IE', 'IM', 'JE', 'GG', 'FR', 'US']))
    for (const code of ['UK', 'EU', 'ZZ', 'gb', 'GBR', '', 'GB\n']) expect(FORMATS['country-code'](code)).toBe(false)
  })
})
