import type { Scenario } from '../../schemas/control/scenario.ts'

/** Feeds that make trouble. */
export const FEEDS_FAIL = {
  'feed-slow': {
    title: 'The feeds are slow',
    happens: 'Each page of a feed takes three seconds.',
    broker: 'Reads feeds beside its other work, with a timeout of more than ten seconds, and continues where it was.',
    faults: [{ on: 'feed', delay: 3000 }]
  },
  'feed-stuck': {
    title: 'The feeds are stuck',
    happens: 'Feeds show nothing that changes from now on, and end with the same page each time.',
    broker: 'Notices that its copy is old, and trusts C1 and C2 more than the copy.',
    opportunities: [{ criterion: 'TestOpportunityBookableOneSpace' }],
    faults: [{ on: 'feed', stuck: true }]
  },
  'feed-repeats': {
    title: 'The feeds repeat items',
    happens: 'The next page shows its first item again later, with a higher change number.',
    broker: 'Replaces the item by its id, and adds nothing twice.',
    faults: [{ on: 'feed', repeatItem: true }]
  }
} as const satisfies Readonly<Record<string, Scenario>>
