import type { Symbology } from '../../schemas/image-params.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Environment } from '../records/environment.ts'
import { type Access, type BookedItem, isCancelled, type ItemState, type PlacedItem } from '../records/order.ts'

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
 * Make new access details for an OrderItem: with a channel, if its Opportunity takes place online and has it at once.
 * @param item - its Opportunity, and barcodes of the broker
 * @param environment - source of ids, and rules for barcodes
 * @returns the access details
 */
export function newAccess (
  { orderedItem: { opportunity }, accessPass }: Pick<PlacedItem, 'orderedItem' | 'accessPass'>,
  { newId, rules }: Pick<Environment, 'newId' | 'rules'>
): Access {
  const hasChannel = opportunity.online === true && opportunity.lateChannel !== true
  return {
    code: newId(),
    ...newPasses(newId),
    ...(hasChannel && { channel: newChannel(newId) }),
    ...(!rules.barcodeImages && { withoutUrl: true }),
    ...(accessPass && { brokerPasses: accessPass })
  }
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

/** Notice about a channel that the answer of B lacks. */
export const LATE_CHANNEL = 'The address of the online studio will be sent before the session starts.'

type ItemAccess = Pick<BookedItem, 'access' | 'orderedItem'>

/** @returns whether an item takes place online and gets its channel later */
export function awaitsChannel ({ access, orderedItem: { opportunity } }: ItemAccess): boolean {
  return opportunity.lateChannel === true && access.channel === undefined
}

/**
 * Fit the access details of an item to its new Opportunity: one that takes place online has a channel, unless it comes
 * later, and no other has one.
 * @param item - access details as before, and the new Opportunity
 * @param newId - source of ids
 * @returns the access details, the same ones if they fit
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#access-control}
 */
export function fittingAccess ({ access, orderedItem: { opportunity } }: ItemAccess, newId: () => string): Access {
  const { channel, ...others } = access
  if (opportunity.online !== true) return channel === undefined ? access : others
  return channel !== undefined || opportunity.lateChannel === true ? access : { ...access, channel: newChannel(newId) }
}

/** @returns the state of an item without the notice about a later channel, if none is to come any more */
export function withoutLateNotice (state: ItemState, item: ItemAccess): ItemState {
  const { customerNotice, ...others } = state
  return customerNotice === LATE_CHANNEL && (isCancelled(state) || !awaitsChannel(item)) ? others : state
}

/**
 * Render access details as properties of an OrderItem.
 * @param access - the access details
 * @param base - base URL
 * @returns access codes, access passes and the access channel
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#access-control}
 */
export function accessProperties (
  { code, pass, image, channel, withoutUrl, brokerPasses = [] }: Access, base: string
): JsonObject {
  const imageUrl = (symbology: Symbology, text: string): string => `${base}/access-passes/${symbology}/${text}.png`
  return {
    accessCode: [{ '@type': 'PropertyValue', name: 'Access code', description: code }],
    accessPass: [
      ...(image === undefined ? [] : [{ '@type': 'ImageObject', url: imageUrl(IMAGE, image) }]),
      {
        '@type': 'Barcode',
        ...(withoutUrl !== true && { url: imageUrl(BARCODE, pass) }),
        text: pass,
        'beta:codeType': BARCODE
      },
      ...brokerPasses
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
