import { readFileSync } from 'node:fs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// It would fetch this from the network.
const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })

/** What a scanner makes of an image. */
export interface Scanned { readonly format: string, readonly text: string }

/** @returns the barcodes on a PNG, read as they are: neither turned nor inverted */
export async function scan (png: Buffer): Promise<Scanned[]> {
  const found = await readBarcodes(new Uint8Array(png), { tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false })
  return found.map(({ format, text }) => ({ format, text }))
}
