import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlOf, shellWord } from '../../dashboard/views/requests/curl.ts'
import { answerDifferences, differences } from '../../dashboard/views/requests/differences.ts'

const HOSTILE = ["it's", '$(id)', '`id`', '"; id #', 'a\nb', "'", "''", '\\', '!!', '*', '', '-x', '@file', 'é €']

/** @returns the words that a shell makes of a command */
const wordsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl () { printf '%s\\0' "$@"; }; ${command}`]).toString().split('\0').slice(0, -1)

describe('the copied curl command', () => {
  it('has each text as one word that no shell expands', () => {
    const command = `curl ${HOSTILE.map(shellWord).join(' ')}`
    expect(wordsOf(command)).toEqual(HOSTILE)
  })

  it('has method, address, headers and body of the request, and leaves the headers of curl to curl', () => {
    const body = { customer: { givenName: "O'Neill $(id)" } }
    const headers = { host: 'x', 'content-length': '3', authorization: 'Basic …', 'x-empty': '' }
    const command = curlOf({ method: 'PUT', path: "/orders/[1]?a='b", request: { headers, body } }, 'http://localhost:5000')
    expect(wordsOf(command)).toEqual([
      '--globoff', '-X', 'PUT', "http://localhost:5000/orders/[1]?a='b",
      '-H', 'authorization: Basic …', '-H', 'x-empty;', '--data-raw', JSON.stringify(body)
    ])
  })

  it('has no body where the request has none, and a text as it came', () => {
    const entry = (body?: string) => ({ method: 'POST', path: '/', request: { headers: {}, ...(body !== undefined && { body }) } })
    expect(wordsOf(curlOf(entry(), 'http://a'))).not.toContain('--data-raw')
    expect(wordsOf(curlOf(entry('@not json'), 'http://a')).at(-1)).toBe('@not json')
  })
})

it('the copied curl command leaves out what browsers add', () => {
  const headers = { 'sec-fetch-site': 'same-origin', 'sec-ch-ua': '"Chromium"', 'Sec-Fetch-Mode': 'cors', dnt: '1', priority: 'u=1', referer: 'http://a/', origin: 'http://a', 'accept-language': 'cy', accept: '*/*' }
  expect(wordsOf(curlOf({ method: 'GET', path: '/', request: { headers } }, 'http://a'))).toEqual(['--globoff', '-X', 'GET', 'http://a/', '-H', 'accept: */*'])
})

it('two answers with the same error are equal, although each has an id', () => {
  const error = { '@type': 'UnknownOrderError', requestId: 'a', nested: { requestId: 'x' } }
  expect(answerDifferences(error, { ...error, requestId: 'b' })).toEqual([])
  expect(answerDifferences(error, { ...error, nested: { requestId: 'y' } })).toEqual([{ path: '/nested/requestId', before: 'x', after: 'y' }])
})

describe('the differences of two documents', () => {
  const cases: ReadonlyArray<{ name: string, before: unknown, after: unknown, expected: unknown[] }> = [
    { name: 'equal documents', before: { a: [1, { b: null }] }, after: { a: [1, { b: null }] }, expected: [] },
    { name: 'a changed value', before: { a: { b: 1 } }, after: { a: { b: 2 } }, expected: [{ path: '/a/b', before: 1, after: 2 }] },
    { name: 'an added value', before: {}, after: { a: 1 }, expected: [{ path: '/a', before: undefined, after: 1 }] },
    { name: 'a removed item', before: [1, 2], after: [1], expected: [{ path: '/1', before: 2, after: undefined }] },
    { name: 'another type', before: { a: [] }, after: { a: {} }, expected: [{ path: '/a', before: [], after: {} }] },
    { name: 'null', before: { a: null }, after: { a: {} }, expected: [{ path: '/a', before: null, after: {} }] },
    { name: 'a text', before: '1', after: 1, expected: [{ path: '', before: '1', after: 1 }] },
    { name: 'names with slash and tilde', before: { 'a/~': 1 }, after: { 'a/~': 2 }, expected: [{ path: '/a~1~0', before: 1, after: 2 }] },
    { name: 'a name of Object', before: {}, after: { constructor: 1 }, expected: [{ path: '/constructor', before: undefined, after: 1 }] }
  ]
  it.each(cases)('of $name', ({ before, after, expected }) => {
    expect(differences(before, after)).toEqual(expected)
  })
})
