import {
  FEED_SCRIPT, type ScriptedAddress, type ScriptedAnswer, type ScriptedRequest, takenAt, targetOf
} from './feed-script.ts'

/**
 * Compare the requests of a harvester with the scripted feed.
 * @param requests - the requests in the order of their ends
 * @returns sentences about its faults: the first answer that it has not taken, and requests for pages that no `next`
 * names or that it has read
 */
export function requestFindings (requests: readonly ScriptedRequest[]): string[] {
  if (requests.length === 0) return ['It never asks for the feed: expected GET of the address in OPEN_BOOKING_FEED.']
  return [...unknownTargets(requests), ...readAgain(requests), ...untaken(requests).slice(0, 1)]
}

function unknownTargets (requests: readonly ScriptedRequest[]): string[] {
  const targets = new Set(requests.flatMap(({ target, cursor }) => cursor === undefined ? [target] : []))
  return [...targets].map((target) => `It asks for ${target}, which is no next of this feed: follow next as it is.`)
}

/** A page whose `next` leads on is done with; the last page is asked for again and again. */
function readAgain (requests: readonly ScriptedRequest[]): string[] {
  return FEED_SCRIPT.flatMap(({ cursor, answers }) => {
    const isEnd = nextOf(answers.at(-1)) === cursor
    return isEnd || takenAt(cursor, requests) <= answers.length
      ? []
      : [`It reads ${targetOf(cursor)} again after its next: expected that it goes on from there.`]
  })
}

const nextOf = (answer: ScriptedAnswer | undefined): number | undefined =>
  answer === undefined || answer === 'unavailable' ? undefined : answer.next

/** @returns a sentence about each answer that the harvester has not taken */
function untaken (requests: readonly ScriptedRequest[]): string[] {
  return FEED_SCRIPT.flatMap(({ cursor, answers }, index) => {
    const taken = takenAt(cursor, requests)
    const isAsked = requests.some((request) => request.cursor === cursor)
    const target = targetOf(cursor)
    return answers.slice(taken).map((_, place) => {
      const before = answers[taken + place - 1]
      return before === undefined ? whyNotRead(target, isAsked, FEED_SCRIPT[index - 1]) : whyNotReadOn(target, before)
    })
  })
}

function whyNotReadOn (target: string, before: ScriptedAnswer): string {
  return before === 'unavailable'
    ? `It gives up after 503: expected another request for ${target} after the time in Retry-After.`
    : `It stops at the last page: expected another request for ${target}, which has new items then.`
}

function whyNotRead (target: string, isAsked: boolean, previous: ScriptedAddress | undefined): string {
  if (isAsked) return `It does not take the whole of ${target}: expected that it waits for a page that comes late.`
  const page = previous?.answers.at(-1)
  const isEmpty = page !== undefined && page !== 'unavailable' && page.changes.length === 0
  return isEmpty
    ? `It stops before ${target}: a page without items is the last one only if its next is its own address.`
    : `It does not ask for ${target}, which the page before names as next.`
}
