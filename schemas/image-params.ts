/** What an access pass can be drawn as. */
const SYMBOLOGIES = ['qrcode', 'code128'] as const

export type Symbology = typeof SYMBOLOGIES[number]

/** An access pass: its drawing says no more than its address. */
export const accessPassParams = {
  type: 'object',
  properties: {
    symbology: { type: 'string', enum: SYMBOLOGIES },
    text: { type: 'string', pattern: '^[A-Za-z0-9-]{1,40}$' }
  },
  required: ['symbology', 'text']
} as const

export const pictureParams = {
  type: 'object',
  properties: { slug: { type: 'string' } },
  required: ['slug']
} as const
