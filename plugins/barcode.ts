import fp from 'fastify-plugin'
import type { Symbology } from '../schemas/image-params.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** @returns a PNG, dark on white and with its quiet zone, some 300 px wide for a text of 10 characters. */
    drawBarcode (symbology: Symbology, text: string): Promise<Buffer>
  }
}

/** A scanner wants 4 modules of white around a QR code, whose modules are 2 units wide, and 10 beside a Code 128. Units are multiplied by `scale` (px). */
const STYLES = {
  qrcode: { scale: 5, padding: 8 },
  code128: { scale: 2, height: 22, paddingwidth: 10, paddingheight: 5, includetext: true, textxalign: 'center', textyoffset: -4 }
} as const satisfies Readonly<Record<Symbology, object>>

/** Lets an area draw barcodes. */
export default fp(async (app) => {
  app.decorate('drawBarcode', async (symbology, text) => {
    // Large, and of no use until somebody looks at an access pass.
    const { toBuffer } = await import('bwip-js')
    return await toBuffer({ bcid: symbology, text, backgroundcolor: 'ffffff', ...STYLES[symbology] })
  })
}, { name: 'open-booking-simulator-barcode' })
