import { type Body, isNode } from '../../request/node.ts'
import { FEED_SCRIPT } from './feed-script.ts'
import { type SessionChange, sessionId } from './generated-session.ts'

/** Longest part of a line that a message repeats (characters). */
const LONGEST = 80

/** An item that a harvester holds. */
interface HeldItem {
  readonly id: string
  readonly modified?: number
}

/**
 * Compare the items that a harvester holds with the end of the scripted feed.
 * @param output - the output of the harvester: a line for each item, its id or JSON with `id` and `modified`
 * @returns sentences about the differences
 */
export function heldFindings (output: string): string[] {
  const lines = output.split('\n').map((line) => line.trim())
  const read = lines.flatMap((line, index) => line === '' ? [] : [readLine(line, index + 1)])
  const held = read.filter((line) => typeof line !== 'string')
  const ids = new Set(held.map(({ id }) => id))
  const latest = endState()
  const known = new Set(latest.map(({ number }) => sessionId(number)))
  return [
    ...read.filter((line) => typeof line === 'string'),
    ...latest.flatMap((change) => differences(change, held.filter(({ id }) => id === sessionId(change.number)))),
    ...[...ids].filter((id) => !known.has(id))
      .map((id) => `${id.slice(0, LONGEST)} is held: expected only items of the feed.`)
  ]
}

/**
 * Judge the end of a harvester.
 * @param ended - its exit code, or the name of the signal that has ended it
 * @returns a sentence about an end other than 0
 */
export function endFindings (ended: number | string): string[] {
  if (ended === 0) return []
  const expected = 'expected that it prints its items and ends with 0 after SIGTERM, which it gets after the last page'
  return [`It ends ${typeof ended === 'number' ? 'with' : 'by'} ${ended}: ${expected}.`]
}

/** @returns the latest change of each session, by number */
export function endState (): SessionChange[] {
  const latest = new Map<number, SessionChange>()
  for (const answer of FEED_SCRIPT.flatMap(({ answers }) => answers)) {
    if (answer === 'unavailable') continue
    for (const change of answer.changes) latest.set(change.number, change)
  }
  return [...latest.values()].sort((a, b) => a.number - b.number)
}

/** @returns the item, or a sentence about a line that is none */
function readLine (line: string, number: number): HeldItem | string {
  if (!line.startsWith('{')) return { id: line }
  const item = parse(line)
  const { id, modified }: Body = isNode(item) ? item : {}
  if (typeof id !== 'string') {
    return `Line ${number} of the output is ${line.slice(0, LONGEST)}: expected an id, or JSON with id and modified.`
  }
  return { id, ...(modified !== undefined && { modified: Number(modified) }) }
}

function parse (line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function differences ({ number, modified, state }: SessionChange, held: readonly HeldItem[]): string[] {
  const id = sessionId(number)
  const [item] = held
  if (state === 'deleted') {
    return item === undefined ? [] : [`${id} is held: expected that its deletion, modified ${modified}, removes it.`]
  }
  if (item === undefined) return [`${id} is missing: expected modified ${modified}.`]
  if (held.length > 1) return [`${id} is held ${held.length} times: expected once, with modified ${modified}.`]
  return item.modified === undefined || item.modified === modified
    ? []
    : [`${id} has modified ${item.modified}: expected ${modified}, its latest update.`]
}
