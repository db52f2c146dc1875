/** An argument of a control call, as words and flags give it. */
interface Member {
  /** Its name among the words of a command. */
  readonly word: string
  /** Its description in the help, without a final full stop. */
  readonly description: string
  /**
   * How it is read: a text as it is, a number, a switch, a list (of texts with commas between them, or JSON), or JSON.
   * A value that cannot be read so goes to the simulator as a text, which names the problem.
   */
  readonly kind?: 'number' | 'switch' | 'list' | 'json'
}

/** The arguments of control calls by their names, which are those of bodies, queries and paths. */
export const MEMBERS = {
  afterChangeNumber: { word: 'NUMBER', description: 'Change number that the page follows' },
  at: { word: 'INSTANT', description: 'Instant (ISO 8601)' },
  attendanceMode: { word: 'MODE', description: '`Offline`, `Online` or `Mixed`' },
  bodies: { word: 'SWITCH', description: 'Show headers and bodies (--no-bodies leaves them out)', kind: 'switch' },
  by: { word: 'DURATION', description: 'Duration (ISO 8601)' },
  channel: { word: 'WHEN', description: 'When customers get the online channel: `at-once` or `later`' },
  clock: { word: 'INSTANT', description: 'Start of the clock (ISO 8601 instant), or `real`' },
  code: { word: 'CODE', description: 'Access code of each item; a new one without it' },
  criterion: { word: 'CRITERION', description: 'Criterion of the test interface' },
  dataset: { word: 'NAME', description: 'Test dataset' },
  end: { word: 'INSTANT', description: 'End of the opportunity (ISO 8601)' },
  feed: { word: 'FEED', description: 'End of the address of the feed, such as `scheduled-sessions`' },
  firstChangeNumber: { word: 'NUMBER', description: 'Change number of the first feed item', kind: 'number' },
  flow: { word: 'FLOW', description: '`OpenBookingSimpleFlow` or `OpenBookingApprovalFlow`' },
  from: { word: 'INSTANT', description: 'Earliest start of opportunities (ISO 8601)' },
  frozen: { word: 'SWITCH', description: 'Let the clock stand still after `set`', kind: 'switch' },
  group: { word: 'ID', description: '`@id` of a SessionSeries or FacilityUse' },
  id: { word: 'ID', description: 'Id' },
  items: { word: 'ITEMS', description: 'Items by `@id` or its last part, with commas; JSON for `amend`', kind: 'list' },
  kind: { word: 'KIND', description: 'Kind of record, such as `lease`' },
  limit: { word: 'COUNT', description: 'Most items of the page (count)' },
  masked: { word: 'SWITCH', description: 'Mask secrets and personal data (--no-masked shows them)', kind: 'switch' },
  message: { word: 'TEXT', description: 'Message to the customer about the cancellation' },
  minRemaining: { word: 'COUNT', description: 'Fewest free spaces (count)' },
  mode: { word: 'MODE', description: 'Mode of the validator, such as `C1Request`' },
  name: { word: 'NAME', description: 'Name' },
  note: { word: 'TEXT', description: 'Note of the seller to the customer' },
  notice: { word: 'TEXT', description: 'Notice to the customer about the replacement' },
  offer: { word: 'OFFER', description: '`@id` of an offer' },
  offers: { word: 'JSON', description: 'Offers with their terms (JSON)', kind: 'json' },
  opportunity: { word: 'OPPORTUNITY', description: '`@id` of an opportunity' },
  order: { word: 'UUID', description: 'UUID of the order' },
  partner: { word: 'PARTNER', description: 'Id of the booking partner' },
  pass: { word: 'TEXT', description: 'Text of the access pass of each item; a new one without it' },
  price: { word: 'PRICE', description: 'Price (pounds)', kind: 'number' },
  reference: { word: 'TEXT', description: 'Reference for reconciliation of each item; a new one without it' },
  seller: { word: 'SELLER', description: '`@id` of the seller, or the last part of it' },
  spaces: { word: 'JSON', description: 'Spaces, such as {"remaining":1} or {"maximum":20}', kind: 'json' },
  stage: { word: 'STAGE', description: 'Stage of the requests, such as `B`' },
  start: { word: 'INSTANT', description: 'Start of the opportunity (ISO 8601)' },
  startsFrom: { word: 'FROM', description: '`now`, or `clock-change` for the midnight before the clocks change' },
  startsIn: { word: 'DURATION', description: 'Time until the start (ISO 8601 duration)' },
  status: { word: 'STATUS', description: 'Status of the requests, items, order proposals or opportunity' },
  text: { word: 'TEXT', description: 'Text' },
  times: { word: 'COUNT', description: 'Requests that have the fault (count); all without it', kind: 'number' },
  type: { word: 'TYPE', description: 'Type of opportunity' },
  until: { word: 'INSTANT', description: 'Latest start of opportunities (ISO 8601)' }
} as const satisfies Readonly<Record<string, Member>>

export type MemberName = keyof typeof MEMBERS

/** @returns the flag of a member, without its hyphens: `firstChangeNumber` is `first-change-number` */
export const flagOfMember = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Read the value of a member.
 * @param name - name of the member
 * @param given - text of a word or flag, or true or false of a switch
 * @returns its value in a body or query
 */
export function readMember (name: MemberName, given: string | boolean): unknown {
  const { kind }: Member = MEMBERS[name]
  if (typeof given === 'boolean' || kind === undefined) return given
  if (kind === 'number') return /^-?\d+(?:\.\d+)?$/.test(given) ? Number(given) : given
  if (kind === 'list' && !given.startsWith('[')) return given.split(',')
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}
