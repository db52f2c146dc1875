import type { Scenario } from '../../schemas/control/scenario.ts'

/** Bookings that fail, or seem to. */
export const BOOKINGS_FAIL = {
  'sold-out': {
    title: 'Sold out in front of you',
    happens: 'Somebody else books the last space between C2 and B.',
    broker: 'Takes no payment, or returns it; tells the customer; and offers other sessions.',
    opportunities: [{ criterion: 'TestOpportunityBookableOneSpace' }],
    faults: [{ on: 'B', times: 1, takeSpaces: 1 }]
  },
  'payment-mismatch': {
    title: 'The price changes before B',
    happens: 'The seller changes the price to 19.99 between C2 and B, so B gets TotalPaymentDueMismatchError, ' +
      'unless the lease guarantees the price.',
    broker: 'Calls C2 again, shows the new price to the customer, and books only with consent.',
    opportunities: [{ criterion: 'TestOpportunityBookableNonFree' }],
    faults: [{ on: 'B', times: 1, changePrice: 19.99 }]
  },
  'answer-lost': {
    title: 'The answer to B is lost',
    happens: 'B succeeds, but the connection ends before the answer.',
    broker: 'Sends the same B with the same UUID again, and gets the order that exists. It never books twice.',
    opportunities: [{ criterion: 'TestOpportunityBookable' }],
    faults: [{ on: 'B', times: 1, loseAnswer: true }]
  },
  'token-ends': {
    title: 'The access token ends in the middle',
    happens: 'C1 and C2 succeed, then B is refused with InvalidAPITokenError, once.',
    broker: 'Gets a new token with its refresh token, and sends the same B again. The customer notices nothing.',
    opportunities: [{ criterion: 'TestOpportunityBookable' }],
    faults: [{ on: 'B', times: 1, error: 'InvalidAPITokenError' }]
  },
  'clock-change': {
    title: 'The clocks change',
    happens: 'Two sessions start before and after the clocks in the United Kingdom change next. In autumn both start ' +
      'at 01:30 local time; in spring the hour between them does not exist.',
    broker: 'Shows both in local time, tells them apart, and computes durations and windows from UTC.',
    opportunities: [
      { criterion: 'TestOpportunityBookable', startsFrom: 'clock-change', startsIn: 'PT30M' },
      { criterion: 'TestOpportunityBookable', startsFrom: 'clock-change', startsIn: 'PT1H30M' }
    ]
  }
} as const satisfies Readonly<Record<string, Scenario>>
