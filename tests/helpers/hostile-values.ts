import { seededRandom } from '../../domain/sample/random.ts'
import { BASE } from './build-app.ts'

/** Source of pseudo-random choices. A seed gives the same choices in every run. */
export interface Dice {
  below (limit: number): number
  pick<T> (from: readonly T[]): T
  uuid (): string
}

export function createDice (seed: number): Dice {
  const random = seededRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  return {
    below,
    pick: (from) => from[below(from.length)]!,
    uuid: () => '########-####-4###-8###-############'.replace(/#/g, () => below(16).toString(16))
  }
}

/** Mark text for `writeJson` to copy verbatim, because `JSON.stringify` cannot write it. */
export const raw = (text: string): string => `@raw(${text})`

/** Write a body as JSON and copy the text of each `raw` value verbatim. */
export function writeJson (body: unknown): string {
  return JSON.stringify(body).replace(/"@raw\((?:[^"\\]|\\.)*\)"/g, (token) => (JSON.parse(token) as string).slice(5, -1))
}

const nested = (open: string, close: string, depth: number): string => raw(`${open.repeat(depth)}1${close.repeat(depth)}`)

/** Values that a caller may send in place of any other. */
export const VALUES: readonly unknown[] = [
  0, -1, 1.5, 1e21, 2 ** 53, -(2 ** 53), true, false, null, '', ' ', 'x', 'x'.repeat(2000), 'x'.repeat(2001), 'x'.repeat(50_000),
  [], {}, [[]], [null], ['x'], [{}], { '@id': null }, { '@id': 'x' }, { '@type': 'Evil' }, { '@value': 'x' }, { '@id': { '@id': 'https://a.example/' } },
  ...['1e999', '-1e999', '-0', '1E5', '1.0', 'NaN', 'Infinity', '0x1f', '01', '.5', '1.', "'x'", 'undefined', '1_000', '/* */ 1', '"a\tb"', '"\\x41"', '"\\ud800"'].map(raw),
  nested('[', ']', 30), nested('[', ']', 3000), nested('{"a":', '}', 3000), nested('[{"a":', '}]', 60),
  raw('{"a":1,"a":2}'), raw('{"\\u0061":1,"a":2}'), raw('{"__proto__":{"admin":true}}'), raw('{"constructor":{"prototype":{"admin":true}}}'),
  '\u0000', 'a\u0000b', '\u001b[31m', '\ufeff', '\u202Eexe.txt', 'I\u0307stanbul', '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}', 'a\u0300'.repeat(60), '\uffff', '\u2028', 'Ｆｕｌｌ',
  '<script>alert(1)</script>', '<b', '&lt;b&gt;', '&#60;', "'; DROP TABLE orders; --", '{{7*7}}', '{base}/x', '$ref', '../../etc/passwd', '..%2f..%2f', '%00',
  'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', 'https://', 'https://a.example/ b', 'https://user:secret@a.example/', 'HTTPS://A.EXAMPLE', 'urn:uuid:1', '//a.example/', 'mailto:a@b.example',
  '2027-02-30T25:61:00Z', 'true', '0', '14.99', 'null', 'UK', 'gb', 'GBR', 'a@', '@b.example', 'a@b@c.example', '"a b"@c.example', 'a@b.example\r\nBcc: c@d.example',
  '__proto__', 'constructor', 'toString', 'https://openactive.io/constructor', 'https://openactive.io/test-interface#__proto__', 'test:constructor'
]

/** Names of unexpected properties. */
export const NAMES: readonly string[] = [
  'extra', '', ' ', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '0', '@graph', '@id', '@context', '@type', 'ext:note',
  '<script>', '&amp;', '\u0000', '"', 'é', '\u{1F4A5}', 'x'.repeat(5000), 'orderedItem', 'error', 'price', 'leaseExpires', 'orderProposalVersion', 'status', 'spaces'
]

/** List ids that resemble an id but denote another resource or none. */
export function misleadingIds (id: string): string[] {
  const below = id.slice(BASE.length)
  return [
    `${id}/..`, `${id}/../1`, `${id}/%2e%2e/1`, `${id}/./`, `${id}/`, `${id}//`, `${id}?x=1`, `${id}#`, `${id}#/offers/0`, `${id}#/offers/-1`, `${id}#/offers/99`, `${id}%00`, `${id}\u0000`,
    `${id} `, ` ${id}`, `${id}\n`, id.toUpperCase(), id.replace('http:', 'https:'), id.replace('://', ':///'), id.replaceAll('/', '\\'), id.replaceAll('/api', '/%61pi'), below, below.slice(1), `//evil.example${below}`,
    `https://evil.example${below}`, `${BASE}.evil.example${below}`, `${BASE}@evil.example${below}`, `${BASE}/..${below}`, `${BASE}/x/..${below}`, `${BASE}/${below}`, BASE, `${BASE}/`,
    `${BASE}/api/identifiers/__proto__`, `${BASE}/api/identifiers/constructor/prototype#/offers/0`, `${BASE}/api/identifiers/sellers/1`, `${BASE}/api/openbooking/orders/x`,
    `${id}${'x'.repeat(1800)}`, `${id}${'/..'.repeat(1000)}`, id.replace(/\d+$/, '9'.repeat(400)), id.replace(/\d+$/, '-1'), id.replace(/[^/]+$/, '١'), `${id}<b>`, `${id}&lt;`, `${id}{id}`
  ]
}
