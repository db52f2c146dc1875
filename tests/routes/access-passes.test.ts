import { describe, expect, it } from 'vitest'
import { type Answered, BASE, buildApp, PREFIX, shareApp, type Simulator } from '../helpers/build-app.ts'
import { judge } from '../helpers/hostile.ts'
import { b, make, PARTNER_1 } from '../helpers/requests.ts'
import { scan } from '../helpers/scan.ts'

/** No test reads what another one books. */
const shared = shareApp()

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** Fetch an image without credentials. */
async function fetchPng ({ app }: Simulator, path: string) {
  const { statusCode, headers, rawPayload } = await app.inject(`${PREFIX}${path}`)
  expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/png', 'public, max-age=31536000, immutable'])
  expect(rawPayload.subarray(0, PNG.length)).toEqual(PNG)
  return { png: rawPayload, width: rawPayload.readUInt32BE(16), height: rawPayload.readUInt32BE(20) }
}

/** @returns the access passes of the first item of an order. */
const passesOf = ({ body }: Answered): Array<{ url: string, text?: string }> => body.orderedItem[0].accessPass

describe('an access pass', () => {
  it('of an order is served; the barcode encodes the text beside it, the image another', async () => {
    const simulator = await shared()
    const order = await b(simulator, [await make(simulator)])
    const passes = passesOf(order)
    const text = passes.find((pass) => pass.text !== undefined)?.text
    const scanned = await Promise.all(passes.map(async ({ url }) => scan((await fetchPng(simulator, url.slice(BASE.length))).png)))
    expect(scanned.flat().map((found) => found.text)).toEqual([/(\w+)\.png$/.exec(passes[0]!.url)![1], text])
    expect(new Set(scanned.flat().map((found) => found.text)).size).toBe(2)
    expect(scanned.flat().map(({ format }) => format)).toEqual(['QRCode', 'Code128'])
  })

  it('is public: any caller gets the image by its address, even if no order has it', async () => {
    const simulator = await shared()
    const [first] = passesOf(await b(simulator, [await make(simulator)], { headers: PARTNER_1 }))
    const { png } = await fetchPng(simulator, first!.url.slice(BASE.length))
    expect((await fetchPng(await buildApp(), first!.url.slice(BASE.length))).png).toEqual(png)
  })

  it.each([
    '7', 'A7K2M9PQRX', 'abc-DEF-123', '0123456789', '-', 'W'.repeat(40), '9'.repeat(40)
  ])('with the text %s scans as that text', async (text) => {
    const simulator = await shared()
    for (const symbology of ['qrcode', 'code128']) {
      const { png } = await fetchPng(simulator, `/access-passes/${symbology}/${text}.png`)
      expect((await scan(png)).map((found) => found.text)).toEqual([text])
    }
  })

  it('fits a phone screen', async () => {
    const simulator = await shared()
    const qrcode = await fetchPng(simulator, '/access-passes/qrcode/A7K2M9PQRX.png')
    expect([qrcode.width, qrcode.height]).toEqual([290, 290])
    const barcode = await fetchPng(simulator, '/access-passes/code128/A7K2M9PQRX.png')
    expect(barcode.width).toBeGreaterThan(250)
    expect(barcode.width).toBeLessThan(350)
    expect(barcode.height).toBeGreaterThan(100)
    expect(barcode.height).toBeLessThan(200)
  })
})

describe('an invalid access pass address', () => {
  it.each([
    'aztec/ABC', 'QRCODE/ABC', 'constructor/ABC', '__proto__/ABC', `qrcode/${'A'.repeat(41)}`, 'qrcode/a_b', 'qrcode/a%20b', 'code128/%C3%A9', 'qrcode/..%2Fx', 'qrcode/%3Cb%3E'
  ])('is refused with 400 for a wrong symbology or text: %s', async (pass) => {
    const simulator = await shared()
    const answer = await simulator.request('GET', `/access-passes/${pass}.png`)
    expect([answer.status, judge('GET', answer)]).toEqual([400, { types: ['OpenBookingError'], problems: [] }])
    expect(answer.headers['cache-control']).toBeUndefined()
  })

  it.each([
    '/access-passes', '/access-passes/qrcode', '/access-passes/qrcode/', '/access-passes/qrcode/ABC',
    '/access-passes/qrcode/ABC.svg', '/access-passes/qrcode/ABC.png/x', '/access-passes/qrcode/A%0AB.png'
  ])('is answered with 404 for a wrong path: %s', async (path) => {
    const simulator = await shared()
    const answer = await simulator.request('GET', path)
    expect([answer.status, judge('GET', answer)]).toEqual([404, { types: ['UnknownOrIncorrectEndpointError'], problems: [] }])
  })
})

it('an access pass answers only GET and HEAD', async () => {
  const simulator = await shared()
  for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
    const answer = await simulator.request(method, '/access-passes/qrcode/ABC.png', { body: '{' })
    expect([answer.status, answer.headers['allow'], judge(method, answer)]).toEqual([405, 'GET, HEAD, OPTIONS', { types: ['MethodNotAllowedError'], problems: [] }])
  }
  expect((await simulator.app.inject({ method: 'HEAD', url: `${PREFIX}/access-passes/qrcode/ABC.png` })).statusCode).toBe(200)
})
