import fp from 'fastify-plugin'
import { accessPassParams, type Symbology } from '../schemas/image-params.ts'
import type { RoutePlugin } from '../schemas/type-provider.ts'

/**
 * Quiet zones: a scanner needs 4 modules of white around a QR code, drawn 2 units wide each, and 10 beside a Code 128.
 * bwip-js multiplies units by `scale` (px).
 */
const STYLES = {
  qrcode: { scale: 5, padding: 8 },
  code128: {
    scale: 2, height: 22, paddingwidth: 10, paddingheight: 5, includetext: true, textxalign: 'center', textyoffset: -4
  }
} as const satisfies Readonly<Record<Symbology, object>>

const path = '/access-passes/:symbology/:text.png'
const schema = { params: accessPassParams }
/** The address is a secret. */
const config = { operation: 'accessPass', unlogged: true } as const

const accessPasses: RoutePlugin = async (app) => {
  /** Draw an access pass, for everybody who has its address: a phone at the door has no credentials. */
  app.get(path, { schema, config }, async ({ params: { symbology, text } }, reply) => {
    const png = await drawBarcode(symbology, text)
    return await reply.type('image/png').header('cache-control', 'public, max-age=31536000, immutable').send(png)
  })
}

/** @returns a PNG, dark on white with its quiet zone, about 300 px wide for a text of 10 characters. */
async function drawBarcode (symbology: Symbology, text: string): Promise<Buffer> {
  // Loaded with the first access pass: the library is large.
  const { toBuffer } = await import('bwip-js')
  return await toBuffer({ bcid: symbology, text, backgroundcolor: 'ffffff', ...STYLES[symbology] })
}

export default fp(accessPasses, { name: 'open-booking-simulator-access-passes', encapsulate: true })
