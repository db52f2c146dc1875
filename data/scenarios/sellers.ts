import type { Scenario } from '../../schemas/control/scenario.ts'

/** An opportunity that the seller approves. */
const APPROVED = { criterion: 'TestOpportunityBookable', flow: 'OpenBookingApprovalFlow' } as const

/** Sellers that answer order proposals, and change orders. */
export const SELLERS_ACT = {
  'seller-accepts': {
    title: 'The seller accepts',
    happens: 'The seller accepts each order proposal at once.',
    broker: 'Reads the acceptance in the order proposals feed, then calls B with the orderProposalVersion.',
    opportunities: [APPROVED],
    steps: [{ after: 'P', do: 'accept' }]
  },
  'seller-rejects': {
    title: 'The seller rejects',
    happens: 'The seller rejects each order proposal at once, with a note.',
    broker: 'Shows the note to the customer, takes no payment, and does not call B.',
    opportunities: [APPROVED],
    steps: [{ after: 'P', do: 'reject', with: { note: 'We are closed that day.' } }]
  },
  'seller-amends': {
    title: 'The seller asks another price',
    happens: 'The seller amends each order proposal: every item costs 5.50. `seller accept` accepts the new version.',
    broker: 'Shows the new price to the customer, and books only the version that the customer agrees to.',
    opportunities: [APPROVED],
    steps: [{ after: 'P', do: 'amend', with: { price: 5.5 } }]
  },
  'seller-slow': {
    title: 'The seller is slow',
    happens: 'The seller accepts each order proposal two hours later, when its lease has ended.',
    broker: 'Keeps reading the order proposals feed, tells the customer to wait, and sends P only once.',
    opportunities: [APPROVED],
    steps: [{ after: 'P', do: 'accept', wait: 'PT2H' }]
  },
  'seller-suspended': {
    title: 'The seller is suspended',
    happens: 'After C1, C2 and B, every quote, booking and cancellation is refused with ' +
      'InvalidAuthorizationDetailsError.',
    broker: 'Sells nothing of this seller for a time, keeps its orders, and goes on reading the orders feed.',
    opportunities: [{ criterion: 'TestOpportunityBookable' }],
    faults: [{ on: 'booking', after: 3, error: 'InvalidAuthorizationDetailsError' }]
  },
  'session-moved': {
    title: 'The session moves',
    happens: 'The session starts an hour later as soon as somebody has booked it.',
    broker: 'Compares its orders with the open feed, tells the customer the new time, and offers to cancel.',
    opportunities: [{ criterion: 'TestOpportunityBookable' }],
    steps: [{ after: 'B', do: 'move', with: { by: 'PT1H' } }]
  },
  'session-cancelled': {
    title: 'The session is cancelled',
    happens: 'The seller cancels each order as soon as it is booked, with a message.',
    broker: 'Reads the cancellation in the orders feed, refunds the customer, and shows the message.',
    opportunities: [{ criterion: 'TestOpportunityBookable' }],
    steps: [{ after: 'B', do: 'cancel', with: { message: 'The hall is flooded. We are sorry.' } }]
  }
} as const satisfies Readonly<Record<string, Scenario>>
