import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** The parameters of every list: most items of a page (count), and the key that the page follows. */
const page = {
  limit: { type: 'integer', minimum: 1, maximum: 500 },
  after: { type: 'string', minLength: 1, maxLength: 2000 }
} as const
const name = { type: 'string', minLength: 1, maxLength: 2000 } as const
const uuid = { type: 'string', format: 'any-uuid' } as const
const list = { type: 'object', additionalProperties: false } as const
const owned = { ...page, order: uuid, partner: name, seller: name, opportunity: name } as const

/** Statuses of OrderItems and OrderProposals. */
export const ITEM_STATUSES =
  ['OrderItemConfirmed', 'CustomerCancelled', 'SellerCancelled', 'AttendeeAttended', 'AttendeeAbsent'] as const
export const PROPOSAL_STATUSES =
  ['AwaitingSellerConfirmation', 'SellerAccepted', 'SellerRejected', 'CustomerRejected'] as const

/** Orders, by booking partner, seller, UUID, opportunity, and status of an item. */
export const ordersQuery = {
  ...list,
  properties: {
    ...owned,
    status: { type: 'string', enum: ITEM_STATUSES }
  }
} as const satisfies JSONSchema

/** Order proposals, by booking partner, seller, UUID, opportunity and status. */
export const proposalsQuery = {
  ...list,
  properties: {
    ...owned,
    status: { type: 'string', enum: PROPOSAL_STATUSES }
  }
} as const satisfies JSONSchema

/** Leases, by booking partner, seller, UUID and opportunity. */
export const leasesQuery = {
  ...list, properties: owned
} as const satisfies JSONSchema

/** The items that show an order in the feeds of its booking partner. */
export const feedItemsQuery = {
  ...list, properties: { order: uuid, partner: name }, required: ['order']
} as const satisfies JSONSchema

/** A page of a feed, by the end of the feed's address; the feeds of orders need their booking partner. */
export const feedPageQuery = {
  ...list,
  properties: {
    feed: name,
    partner: name,
    afterChangeNumber: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    limit: page.limit
  },
  required: ['feed']
} as const satisfies JSONSchema

/** Opportunities and groups, by type, seller, group, test dataset, start and remaining spaces. */
export const opportunitiesQuery = {
  ...list,
  properties: {
    ...page,
    type: {
      type: 'string',
      enum: [
        'ScheduledSession', 'Slot', 'Event', 'HeadlineEvent', 'CourseInstance', 'OnDemandEvent', 'SessionSeries',
        'FacilityUse'
      ]
    },
    seller: name,
    opportunity: name,
    group: name,
    dataset: name,
    from: { type: 'string', format: 'instant' },
    until: { type: 'string', format: 'instant' },
    minRemaining: { type: 'integer', minimum: 0, maximum: 1000000 }
  }
} as const satisfies JSONSchema

/** Kinds of records whose due times a tester sees. */
export const DUE_KINDS = ['lease', 'proposal', 'opportunity', 'sample', 'openid'] as const

/** Records that become due, by kind. */
export const dueQuery = {
  ...list,
  properties: {
    ...page,
    kind: { type: 'string', enum: DUE_KINDS }
  }
} as const satisfies JSONSchema

export type OrdersQuery = FromSchema<typeof ordersQuery>
export type ProposalsQuery = FromSchema<typeof proposalsQuery>
export type LeasesQuery = FromSchema<typeof leasesQuery>
export type FeedPageQuery = FromSchema<typeof feedPageQuery>
export type FeedItemsQuery = FromSchema<typeof feedItemsQuery>
export type OpportunitiesQuery = FromSchema<typeof opportunitiesQuery>
export type DueQuery = FromSchema<typeof dueQuery>
