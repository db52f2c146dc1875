import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const PAGE = readFileSync(join(ROOT, 'docs/specification.md'), 'utf8')
const DECISIONS = readFileSync(join(ROOT, 'docs/decisions.md'), 'utf8')

interface Row { readonly requirement: string, readonly state: string, readonly shown: string }

const rows = PAGE.split('\n## ').slice(1).join('\n').split('\n').filter((line) => line.startsWith('| ') && !/^\| (Requirement|---)/.test(line))
  .map((line): Row => {
    const [requirement = '', state = '', shown = ''] = line.slice(2, -1).split(' | ').map((cell) => cell.trim())
    return { requirement, state, shown }
  })

/** Words of docs/decisions.md for each requirement that the simulator meets in another way. */
const REASONS: Readonly<Record<string, string>> = {
  'Errors of items: only UnableToProcessOrderItemError': 'The simulator never sends `UnableToProcessOrderItemError`',
  '`instance` of IncompleteAttendeeDetailsError is the missing property': '`instance` of an error',
  'A Boolean has no `valueRequired`, so no answer is required': 'No required answer to a Boolean question',
  '`availableChannel` in open data': '`availableChannel` with `OpenBookingPrepayment`',
  'OnDemandEvent with `location` and `startDate`': 'OnDemandEvent',
  'The whole location in orders, as in the feeds': 'The whole location in orders, as in the feeds',
  '`orderedItem` with `@type` and `@id` only': '`orderedItem` in the orders feed',
  'OrderProposals in the same feed, with other ids': 'Feed of order proposals',
  'Terms that change while a broker is running': 'with a `dateModified` that stays',
  '`customerNotice` in B about a later channel': 'forbids `customerNotice` in the answer of B',
  '`orderItemStatus` OrderItemProposed, and no `@id`, at P': '`orderItemStatus` and `@id` of proposed items',
  'Attendees in the feed of order proposals': 'Without attendees',
  '`orderedItem` as a single object': '`orderedItem` that is a single object',
  '`@id` of an OrderItem ends in `#/orderedItem/{id}`': '`#/orderedItem/{id}`',
  '404 of a deletion is NotFoundError': 'Deletion of an unknown order',
  'Too many requests per set of credentials': '| Rate limit | Per address',
  '`license` on pages of the orders feed': '`license` on each RPDE page',
  'Time-only values have a zone designator': 'A time zone in each time',
  'Content-Type application/json': '`application/json` for RPDE pages',
  '`additionalType` of HeadlineEvent and CourseInstance feeds': 'Standalone events',
  '`provider` and `license` of the WebAPI': '`provider` of the WebAPI',
  '`totalItems` of a DataDownload, and the address of the orders feed': '`totalItems` of a DataDownload',
  '`featureList`': '`featureList` of the API'
}

describe.each(rows)('$requirement', ({ requirement, state, shown }) => {
  it('has a test that shows it, or a reason', () => {
    expect(['met', 'by option', 'differs']).toContain(state)
    if (state === 'differs') expect(DECISIONS).toContain(REASONS[requirement] ?? 'no reason')
    if (state === 'met' || state === 'by option') expect(shown).not.toBe('')
    if (shown === '') return
    const [, path = '', title = ''] = /^\[[^\]]+\]\(\.\.\/([^)]+)\): (.+)$/.exec(shown) ?? []
    expect([path, existsSync(join(ROOT, path))]).toEqual([path, true])
    expect(readFileSync(join(ROOT, path), 'utf8').toLowerCase()).toContain(title.toLowerCase())
  })
})

it('the page has no row twice, and each reason belongs to a row', () => {
  const names = rows.map(({ requirement }) => requirement)
  expect(names.length).toBeGreaterThan(80)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(REASONS).filter((name) => rows.find(({ requirement }) => requirement === name)?.state !== 'differs')).toEqual([])
})
