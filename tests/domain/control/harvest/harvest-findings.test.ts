import { expect, it } from 'vitest'
import { SAMPLE_CONTENT } from '../../../../data/sample/content.ts'
import { addressAt, FEED_SCRIPT, isRead, nextAnswer, type ScriptedRequest, scriptedText, targetOf } from '../../../../domain/control/harvest/feed-script.ts'
import { sessionId } from '../../../../domain/control/harvest/generated-session.ts'
import { endFindings, endState, heldFindings } from '../../../../domain/control/harvest/held-items.ts'
import { requestFindings } from '../../../../domain/control/harvest/request-findings.ts'
import { rules } from '../../build.ts'

/** Faults of a harvester. */
type Fault = 'keeps deleted items' | 'keeps its first state' | 'keeps every state' | 'stops at 503' | 'stops at an empty page' |
  'stops at the last page' | 'drops a slow page' | 'builds next by itself' | 'reads a page again'

/** A harvester that keeps to RPDE, but for one fault. */
function harvest (fault?: Fault): { requests: ScriptedRequest[], output: string } {
  const requests: ScriptedRequest[] = []
  const held: Array<{ id: string, modified: number }> = []
  let target = targetOf(null)
  while (!isRead(requests)) {
    const address = addressAt(target)
    const answer = address && nextAnswer(address, requests)
    const isDropped = fault === 'drops a slow page' && typeof answer === 'object' && answer.isSlow === true
    requests.push({ target, ...(address && { cursor: address.cursor }), isComplete: !isDropped })
    if (answer === undefined || isDropped) break
    if (answer === 'unavailable') {
      if (fault === 'stops at 503') break
      continue
    }
    for (const { number, modified, state } of answer.changes) {
      const id = sessionId(number)
      const place = held.findIndex((item) => item.id === id)
      if (fault === 'keeps deleted items' && state === 'deleted') held[place === -1 ? held.length : place] = { id, modified }
      else if (state === 'deleted') held.splice(place, place === -1 ? 0 : 1)
      else if (place === -1 || fault === 'keeps every state') held.push({ id, modified })
      else if (fault !== 'keeps its first state') held[place] = { id, modified }
    }
    const last = answer.changes.at(-1)
    const next = targetOf(fault === 'builds next by itself' && last !== undefined ? last.modified : answer.next)
    if (fault === 'stops at an empty page' && answer.changes.length === 0) break
    if (fault === 'stops at the last page' && next === target) break
    target = next
  }
  if (fault === 'reads a page again') requests.push({ target: targetOf(10), cursor: 10, isComplete: true })
  return { requests, output: held.map((item) => JSON.stringify(item)).join('\n') }
}

const findings = ({ requests, output }: ReturnType<typeof harvest>): string[] => [...requestFindings(requests), ...heldFindings(output)]
const is = (number: number, rest: string): string => `${sessionId(number)} ${rest}`

/** Faults with the beginnings of the sentences about the requests, and the sessions that sentences are about. */
const FAULTS: Array<[Fault, RegExp[], number[]]> = [
  ['keeps deleted items', [], [3, 9, 14]],
  ['keeps its first state', [], [2, 5, 11]],
  ['keeps every state', [], [2, 5, 6, 7, 8, 10, 11]],
  ['stops at 503', [/^It gives up after 503: .*afterChangeNumber=5 /], [2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15]],
  ['stops at an empty page', [/^It stops before .*afterChangeNumber=20: /], [2, 3, 4, 5, 11, 13, 15]],
  ['stops at the last page', [/^It stops at the last page: .*afterChangeNumber=26,/], [4, 5, 14, 15]],
  ['drops a slow page', [/^It does not take the whole of .*afterChangeNumber=20: /], [2, 3, 4, 5, 11, 13, 15]],
  ['builds next by itself', [/afterChangeNumber=12, which is no next /, /^It does not ask for .*afterChangeNumber=15,/], [2, 3, 4, 5, 11, 13, 15]],
  ['reads a page again', [/^It reads .*afterChangeNumber=10 again/], []]
]

it('a harvester that keeps to RPDE has no findings', () => {
  expect(findings(harvest())).toEqual([])
  expect(endState().filter(({ state }) => state !== 'deleted')).toHaveLength(harvest().output.split('\n').length)
})

it.each(FAULTS)('a harvester that %s is found out', (fault, sentences, sessions) => {
  const { requests, output } = harvest(fault)
  const about = requestFindings(requests)
  expect(about).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)))
  expect(heldFindings(output).map((text) => Number(/^\S+-(\d+) /.exec(text)?.[1]))).toEqual(sessions)
})

it('each difference names the item, its state and the right one', () => {
  expect(heldFindings(harvest('keeps deleted items').output)[0]).toBe(is(3, 'is held: expected that its deletion, modified 22, removes it.'))
  expect(heldFindings(harvest('keeps its first state').output)[0]).toBe(is(2, 'has modified 2: expected 21, its latest update.'))
  expect(heldFindings(harvest('keeps every state').output)[0]).toBe(is(2, 'is held 2 times: expected once, with modified 21.'))
  expect(heldFindings(harvest('stops at the last page').output).at(-1)).toBe(is(15, 'is missing: expected modified 29.'))
})

it('ids alone are enough; unknown items and other lines are named', () => {
  const ids = endState().filter(({ state }) => state !== 'deleted').map(({ number }) => sessionId(number))
  expect(heldFindings(`${ids.join('\n')}\n`)).toEqual([])
  expect(heldFindings([...ids, 'x', '{"id":7}', '{'].join('\n'))).toEqual([
    'Line 14 of the output is {"id":7}: expected an id, or JSON with id and modified.',
    'Line 15 of the output is {: expected an id, or JSON with id and modified.',
    'x is held: expected only items of the feed.'
  ])
})

it('a command that asks for nothing, or ends in another way, is found out', () => {
  expect(requestFindings([])).toEqual([expect.stringContaining('OPEN_BOOKING_FEED')])
  expect([endFindings(0), endFindings(3), endFindings('SIGTERM')]).toEqual([[], [expect.stringMatching(/^It ends with 3: /)], [expect.stringMatching(/^It ends by SIGTERM: /)]])
})

it('every next leads to a page of the feed', () => {
  const setting = { base: 'http://localhost:1', seed: 1, rules, content: SAMPLE_CONTENT }
  for (const answer of FEED_SCRIPT.flatMap(({ answers }) => answers)) {
    if (answer === 'unavailable') continue
    const { next, items } = JSON.parse(scriptedText(answer, setting))
    expect(addressAt(next.slice(setting.base.length))).toBeDefined()
    expect(items.map(({ modified }: { modified: number }) => modified)).toEqual(answer.changes.map(({ modified }) => modified))
  }
})
