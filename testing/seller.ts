import type { JSONSchema } from 'json-schema-to-ts'
import {
  acceptance, amendment, type AmendmentBySeller, cancellation, type CancellationBySeller, everyItem, type EveryItem,
  move, type Move, newCode, type NewCode, newPass, type NewPass, newReference, type NewReference,
  notice, rejection, replacement, type ReplacementBySeller
} from '../schemas/control/sellers.ts'
import type { SellerResult } from '../simulator/control/act/order-of-seller.ts'
import * as seller from '../simulator/control/act/seller.ts'
import { checkArguments } from '../simulator/control/arguments.ts'
import type { Simulator } from '../simulator/index.ts'

type Terms<T> = Omit<T, 'order'>

/** Acts as the seller of an order or order proposal. Every call throws a ControlError if the action is not possible. */
export interface SellerActions {
  /** Accept an order proposal. */
  accept (uuid: string, note?: string): Promise<SellerResult>
  /** Amend an order proposal: another price for every item, or other terms for some. */
  amend (uuid: string, terms: Terms<AmendmentBySeller>): Promise<SellerResult>
  /** Reject an order proposal. */
  reject (uuid: string, note?: string): Promise<SellerResult>
  /** Cancel some items of an order, or all of them. */
  cancel (uuid: string, terms?: Terms<CancellationBySeller>): Promise<SellerResult>
  /** Replace the opportunity of the first item that can be replaced, or of some items. */
  replace (uuid: string, terms?: Terms<ReplacementBySeller>): Promise<SellerResult>
  /** Send the customer a notice about each item. */
  notice (uuid: string, text: string): Promise<SellerResult>
  /** Move the opportunity of an order: later by a duration, or to an instant. */
  move (uuid: string, times: Terms<Move>): Promise<SellerResult>
  /** Give new access codes. */
  code (uuid: string, terms?: Terms<NewCode>): Promise<SellerResult>
  /** Give new access passes. */
  pass (uuid: string, terms?: Terms<NewPass>): Promise<SellerResult>
  /** Give another online channel. */
  channel (uuid: string, terms?: Terms<EveryItem>): Promise<SellerResult>
  /** Give items another reference for reconciliation. */
  reference (uuid: string, terms?: Terms<NewReference>): Promise<SellerResult>
  /** Record that attendees have come. */
  attended (uuid: string, terms?: Terms<EveryItem>): Promise<SellerResult>
  /** Record that attendees have not come. */
  absent (uuid: string, terms?: Terms<EveryItem>): Promise<SellerResult>
}

type Act<T> = (simulator: Simulator, given: T) => Promise<SellerResult>

/** @returns the seller's actions in a simulator, whose arguments are those of the control calls */
export function sellerActions (simulator: Simulator): SellerActions {
  const action = <T extends { readonly order: string }>(act: Act<T>, schema: JSONSchema) =>
    async (order: string, terms: object = {}): Promise<SellerResult> =>
      await act(simulator, checkArguments<JSONSchema>(schema, { ...terms, order }) as unknown as T)
  const accept = action(seller.accept, acceptance)
  const reject = action(seller.reject, rejection)
  const notify = action(seller.notice, notice)
  const noted = (note: string | undefined): object => note === undefined ? {} : { note }
  return {
    accept: async (uuid, note) => await accept(uuid, noted(note)),
    amend: action(seller.amend, amendment),
    reject: async (uuid, note) => await reject(uuid, noted(note)),
    cancel: action(seller.cancel, cancellation),
    replace: action(seller.replace, replacement),
    notice: async (uuid, text) => await notify(uuid, { text }),
    move: action(seller.move, move),
    code: action(seller.code, newCode),
    pass: action(seller.pass, newPass),
    channel: action(seller.channel, everyItem),
    reference: action(seller.reference, newReference),
    attended: action(seller.attended, everyItem),
    absent: action(seller.absent, everyItem)
  }
}
