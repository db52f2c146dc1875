import { sellerResult } from '../../responses/control/orders.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED } from './shared.ts'

const ACTION = {
  ...CONTROLLED,
  parameters: { seller: 'any' },
  answers: { 200: { description: 'The items, and the feed item that the action made', schema: sellerResult } }
} as const
const order = { order: '{uuid}' } as const
const proposal = { order: '{proposal}' } as const

/** Actions of sellers, in an order in which each can follow the one before. */
export const SELLERS = {
  sellerAmends: { ...ACTION, summary: 'Amend an order proposal', examples: { version: proposal } },
  sellerAccepts: { ...ACTION, summary: 'Accept an order proposal', examples: { acceptance: proposal } },
  sellerRejects: {
    ...ACTION, summary: 'Reject an order proposal', examples: { rejection: { ...proposal, note: 'We are closed.' } }
  },
  sellerGivesNotice: {
    ...ACTION, summary: 'Give notice', examples: { notice: { ...order, text: 'Please come ten minutes early.' } }
  },
  sellerChangesCode: { ...ACTION, summary: 'Change access codes', examples: { code: { ...order, code: 'A1B2' } } },
  sellerChangesPass: { ...ACTION, summary: 'Change access passes', examples: { pass: order } },
  sellerChangesChannel: { ...ACTION, summary: 'Change the channels of online items', examples: { channel: order } },
  sellerChangesReference: {
    ...ACTION, summary: 'Change references for reconciliation', examples: { reference: { ...order, reference: 'D89' } }
  },
  sellerMoves: { ...ACTION, summary: 'Move the opportunity', examples: { later: { ...order, by: 'PT1H' } } },
  sellerReplaces: { ...ACTION, summary: 'Replace the opportunity', examples: { later: order } },
  attendeeAttended: { ...ACTION, summary: 'Record an attendance', examples: { all: order } },
  attendeeAbsent: { ...ACTION, summary: 'Record an absence', examples: { all: order } },
  sellerCancels: {
    ...ACTION, summary: 'Cancel items', examples: { all: { ...order, message: 'The teacher is ill.' } }
  }
} as const satisfies Readonly<Record<string, Operation>>
