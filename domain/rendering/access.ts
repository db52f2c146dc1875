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
  return { code: newId(), ...newPasses(newId), ...(online && { channel: newChannel(newId) }) }
}

/**
 * Make new access passes: an image and a barcode with a text each, because no pass may have two formats.
 * @param newId - source of ids
 * @returns the texts
 */
export function newPasses (newId: () => string): Pick<Access, 'pass' | 'image'> {
  return { pass: newId(), image: newId() }
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
export function accessProperties ({ code, pass, image, channel }: Access, base: string): JsonObject {
  const imageUrl = (symbology: Symbology, text: string): string => `${base}/access-passes/${symbology}/${text}.png`
  return {
    accessCode: [{ '@type': 'PropertyValue', name: 'Access code', description: code }],
    accessPass: [
      ...(image === undefined ? [] : [{ '@type': 'ImageObject', url: imageUrl(IMAGE, image) }]),
      { '@type': 'Barcode', url: imageUrl(BARCODE, pass), text: pass, 'beta:codeType': BARCODE }
    ],
    ...(channel && {
      accessChannel: {
        '@type': 'VirtualLocation',
        name: 'Online studio',
        description: 'Open the address a few minutes before the start. Enter the access code if you are asked for it.',
        url: `https://studio.example/rooms/${channel.room}?pin=${channel.pin}`,
        accessId: channel.room,
        accessCode: channel.pin
      }
    })
  }
}
