import type { Symbology } from '../../schemas/image-params.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Access } from '../records/order.ts'

/** Context of `beta:codeType`. */
const BETA = 'https://openactive.io/ns-beta'
/** Symbologies of an access pass: of its image, and of its barcode. */
const IMAGE: Symbology = 'qrcode'
const BARCODE: Symbology = 'code128'

/** @returns the context of documents with access passes. */
export const accessContext = (): string[] => [oa(''), BETA]

/** @returns new codes and passes, and a channel for what takes place online. */
export function newAccess (online: boolean, newId: () => string): Access {
  return { code: newId(), pass: newId(), ...(online && { channel: newChannel(newId) }) }
}

/** @returns a new room to meet in online. */
export function newChannel (newId: () => string): NonNullable<Access['channel']> {
  return { room: newId(), pin: newId() }
}

/**
 * Renders what lets an attendee in.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#access-control}
 */
export function accessProperties ({ code, pass, channel }: Access, base: string): JsonObject {
  const picture = (symbology: Symbology): string => `${base}/access-passes/${symbology}/${pass}.png`
  return {
    accessCode: [{ '@type': 'PropertyValue', name: 'Access code', description: code }],
    accessPass: [
      { '@type': 'ImageObject', url: picture(IMAGE) },
      { '@type': 'Barcode', url: picture(BARCODE), text: pass, 'beta:codeType': BARCODE }
    ],
    ...(channel && {
      accessChannel: {
        '@type': 'VirtualLocation',
        name: 'Online studio',
        description: 'Open the address a few minutes before the start, and give the code when you are asked for it.',
        url: `https://studio.example/rooms/${channel.room}`,
        accessId: channel.room,
        accessCode: channel.pin
      }
    })
  }
}
