/** Symbologies of access passes. */
const SYMBOLOGIES = ['qrcode', 'code128'] as const

export type Symbology = typeof SYMBOLOGIES[number]

/** Path of an access pass. The image shows nothing beyond its own address. */
export const accessPassParams = {
  type: 'object',
  properties: {
    symbology: { type: 'string', enum: SYMBOLOGIES },
    text: { type: 'string', pattern: '^[A-Za-z0-9-]{1,40}$', 'x-expected': '1 to 40 letters, digits and hyphens' }
  },
  required: ['symbology', 'text']
} as const

export const pictureParams = {
  type: 'object',
  properties: { slug: { type: 'string' } },
  required: ['slug']
} as const
