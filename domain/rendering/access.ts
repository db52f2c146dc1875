import type { Symbology } from '../../schemas/image-params.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Access } from '../records/order.ts'

/** Context that defines `beta:codeType`. */
const BETA = 'https://openactive.io/ns-beta'
/** Symbology of the image of an access pass. */
const IMAGE: Symbology = 'qrcode'
/** Symbology of the barcode of an access pass. */
const BARCODE: Symbology = 'code128'

/** @returns the `@context` of documents with access passes */
export function accessContext (): string[] {
  return [oa(''), BETA]
}

/**
 * Make new access details for an OrderItem.
 * @param online - whether its Opportunity takes place online and needs a channel
 * @param newId - source of ids
 * @returns the access details
 */
export function newAccess (online: boolean, newId: () => string): Access {
  return { code: newId(), pass: newId(), ...(online && { channel: newChannel(newId) }) }
}

/**
 * Make a new online channel.
 * @param newId - source of ids
 * @returns room and PIN
 */
export function newChannel (newId: () => string): NonNullable<Access['channel']> {
  return { room: newId(), pin: newId() }
}

/**
 * Render access details as properties of an OrderItem.
 * @param access - the access details
 * @param base - base URL
 * @returns access codes, access passes and the access channel
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#access-control}
 */
export function accessProperties ({ code, pass, channel }: Access, base: string): JsonObject {
  const imageUrl = (symbology: Symbology): string => `${base}/access-passes/${symbology}/${pass}.png`
  return {
    accessCode: [{ '@type': 'PropertyValue', name: 'Access code', description: code }],
    accessPass: [
      { '@type': 'ImageObject', url: imageUrl(IMAGE) },
      { '@type': 'Barcode', url: imageUrl(BARCODE), text: pass, 'beta:codeType': BARCODE }
    ],
    ...(channel && {
      accessChannel: {
        '@type': 'VirtualLocation',
        name: 'Online studio',
        description: 'Open the address a few minutes before the start and enter the access code.',
        url: `https://studio.example/rooms/${channel.room}`,
        accessId: channel.room,
        accessCode: channel.pin
      }
    })
  }
}
