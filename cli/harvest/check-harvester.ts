import {
  addressAt, isRead, nextAnswer, SCRIPT_PATH, type ScriptedRequest, scriptedText
} from '../../domain/control/harvest/feed-script.ts'
import { endFindings, heldFindings } from '../../domain/control/harvest/held-items.ts'
import { requestFindings } from '../../domain/control/harvest/request-findings.ts'
import { RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { resolveCommandOptions } from '../../simulator/options/resolve.ts'
import { CHECK_HARVESTER_USAGE } from '../arguments.ts'
import { runCommand } from '../control/run-command.ts'
import { missingWord } from '../control/text.ts'
import type { Command } from '../io.ts'
import { type FeedListener, serveFeed } from './serve-feed.ts'
import { wholeNumber } from './whole-number.ts'

/** Times of the flags (seconds). */
const WITHIN = { usual: 120, from: 1, to: 86400 }
const WAIT = { usual: 2, from: 0, to: 3600 }

/** One check. */
interface Check {
  /** Time of the slow page and of Retry-After (seconds). */
  readonly wait: number
  /** Requests that have ended; grows. */
  readonly requests: ScriptedRequest[]
  /** Stops the harvester. */
  readonly stop: AbortController
}

/**
 * Put a harvester to the test: serve the scripted feed to its command, stop it at the end, and compare the items that
 * it prints with the right ones.
 * @returns 0, or 1 if the harvester has a fault
 * @throws {OptionsError} if there is no command, or a flag is invalid
 * @throws {Error} if the command cannot be started
 */
export const checkHarvester: Command = async ({ words: [program, ...args], flags }, { env, stdout, stderr }) => {
  if (program === undefined) throw missingWord(CHECK_HARVESTER_USAGE, 'COMMAND')
  const within = wholeNumber('within', flags['within'], WITHIN)
  const check: Check = { wait: wholeNumber('wait', flags['wait'], WAIT), requests: [], stop: new AbortController() }
  const { base, close } = await serveFeed(resolveCommandOptions({ port: 0 }), answersOf(check))
  const timer = setTimeout(() => { check.stop.abort() }, within * 1000)
  let output = ''
  try {
    const io = {
      env: { ...env, OPEN_BOOKING_FEED: `${base}${SCRIPT_PATH}` },
      stdout: { write: (text: string) => { output += text } },
      stderr
    }
    const ended = await runCommand([program, ...args], io, check.stop.signal)
    const findings = [...requestFindings(check.requests), ...endFindings(ended), ...heldFindings(output)]
    const head = `${findings.length === 0 ? 'ok' : 'FAILED'} (${check.requests.length} requests)`
    stdout.write([head, ...findings.map((text) => `  ${text}`), ''].join('\n'))
    return findings.length === 0 ? 0 : 1
  } finally {
    clearTimeout(timer)
    await close()
  }
}

const answersOf = ({ wait, requests, stop }: Check): FeedListener => ({ url: target = '' }, response, setting) => {
  const address = addressAt(target)
  response.once('close', () => {
    requests.push({ target, ...(address && { cursor: address.cursor }), isComplete: response.writableFinished })
    if (isRead(requests)) stop.abort()
  })
  const answer = address && nextAnswer(address, requests)
  if (answer === undefined) {
    response.writeHead(404).end('The feed has no such page: follow next as it is.\n')
  } else if (answer === 'unavailable') {
    response.writeHead(503, { 'retry-after': String(wait) }).end()
  } else {
    response.writeHead(200, { 'content-type': RPDE_MEDIA_TYPE, 'cache-control': 'no-store' })
    setTimeout(() => { response.end(scriptedText(answer, setting)) }, answer.isSlow === true ? wait * 1000 : 0).unref()
  }
}
