import { readFileSync } from 'node:fs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// By default, the reader fetches its WebAssembly from the network.
const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })

/** A barcode that the scanner reads. */
export interface Scanned { readonly format: string, readonly text: string }

/** Read the barcodes on a PNG that are neither rotated nor inverted. */
export async function scan (png: Buffer): Promise<Scanned[]> {
  const found = await readBarcodes(new Uint8Array(png), { tryHarder: false, tryRotate: false, tryInvert: false, tryDownscale: false })
  return found.map(({ format, text }) => ({ format, text }))
}
