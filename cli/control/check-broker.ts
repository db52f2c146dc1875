import { writeFile } from 'node:fs/promises'
import { didYouMean } from '../../domain/protocol/nearest.ts'
import { OptionsError } from '../../simulator/options/spelling.ts'
import type { BrokerReport } from '../../domain/control/report/broker-report.ts'
import { junitOf, type NamedReport, sentencesOf, type SkippedRun } from '../../domain/control/report/junit.ts'
import { type NamedScenario, namedScenario } from '../../simulator/control/scenario/named-scenario.ts'
import { type ControlAction, type ControlClient, Refusal } from './client.ts'
import { runCommand } from './run-command.ts'
import { missingWord } from './text.ts'
import { usageOf } from './usages.ts'

/** A scenario as the simulator lists it; one of a tester, which runs, has no title. */
interface Listed { readonly name: string, readonly title?: string }
/** A scenario that has started. */
interface Started { readonly opportunities: readonly unknown[] }
/** A feed as the simulator lists it. */
interface ListedFeed { readonly feed: string, readonly url: string }

const ORDERS_FEED = 'orders-rpde'

/** One run of the broker, or a scenario that the options of the simulator exclude. */
type Run = Ran | SkippedRun
interface Ran extends NamedReport { readonly exitCode: number }

/** Put a broker to the test: run its command in each scenario, and report on its requests. */
export const checkBroker: ControlAction = async ({ words: [program, ...args], flags }, client, io) => {
  if (program === undefined) throw missingWord(usageOf('check-broker'), 'COMMAND')
  const { scenarios, partner, junit } = flags as Readonly<Record<string, string | undefined>>
  const known = await allScenarios(client)
  const chosen = await Promise.all((scenarios?.split(',') ?? known).map(namedScenario))
  requireScenarios(chosen, known)
  // A file that cannot be written is refused before the broker runs, not after it.
  if (junit !== undefined) await writeFile(junit, '')
  const api = await bookingApi(client)
  const runs: Run[] = []
  for (const scenario of chosen) {
    const { name } = scenario
    const started = await prepare(client, scenario)
    if ('skipped' in started) {
      runs.push({ name, ...started })
      continue
    }
    const items = JSON.stringify(started.opportunities)
    const env = { OPEN_BOOKING_API: api, OPEN_BOOKING_SCENARIO: name, OPEN_BOOKING_ITEMS: items }
    const ended = await runCommand([program, ...args], { ...io, env: { ...io.env, ...env } })
    const exitCode = typeof ended === 'number' ? ended : 1
    const query = partner === undefined ? '' : `?partner=${encodeURIComponent(partner)}`
    runs.push({ name, exitCode, report: await client.send('GET', `/broker-report${query}`) as BrokerReport })
  }
  await client.send('POST', '/reset')
  if (junit !== undefined) await writeFile(junit, junitOf(runs))
  const ran = runs.filter((run): run is Ran => 'report' in run)
  return { text: runs.map(textOf).join(''), exitCode: ran.length > 0 && ran.every(isGood) ? 0 : 1 }
}

async function allScenarios (client: ControlClient): Promise<string[]> {
  const { items } = await client.send('GET', '/scenarios') as { readonly items: readonly Listed[] }
  return items.filter(({ title }) => title !== undefined).map(({ name }) => name)
}

/**
 * Refuse unknown scenarios before the first one starts.
 * @throws {OptionsError} with the most similar name, and all names
 */
function requireScenarios (chosen: readonly NamedScenario[], known: readonly string[]): void {
  const unknown = chosen.find(({ name, document }) => document === undefined && !known.includes(name))?.name
  if (unknown === undefined) return
  const question = didYouMean(unknown, known)
  throw new OptionsError(`--scenarios: there is no scenario ${unknown}.${question} Name some of ${known.join(', ')}, ` +
    'or files of your own that end with .json')
}

/** @returns the base URL of the Open Booking API, which its orders feed is below */
async function bookingApi (client: ControlClient): Promise<string> {
  const { items } = await client.send('GET', '/feeds') as { readonly items: readonly ListedFeed[] }
  const url = items.find(({ feed }) => feed === ORDERS_FEED)?.url
  if (url === undefined) throw new Error('The simulator lists no orders feed.')
  return url.slice(0, -`/${ORDERS_FEED}`.length)
}

/** Start a scenario on the first state, with an empty log, unless the options of the simulator exclude it. */
async function prepare (
  client: ControlClient, { name, document }: NamedScenario
): Promise<Started | Pick<SkippedRun, 'skipped'>> {
  await client.send('POST', '/reset')
  await client.send('DELETE', '/requests')
  try {
    return await client.send('POST', `/scenarios/${encodeURIComponent(name)}`, document) as Started
  } catch (error) {
    // A scenario of this package is right: only its opportunities can be impossible here.
    if (document === undefined && error instanceof Refusal && error.status === 400) return { skipped: error.message }
    throw error
  }
}

/** A broker that sends nothing breaks no requirement, and shows nothing. */
const isGood = ({ exitCode, report }: Ran): boolean => exitCode === 0 && report.requests > 0 && report.conforms

function textOf (run: Run): string {
  if ('skipped' in run) return `skipped ${run.name}: ${run.skipped}\n`
  const { name, exitCode, report: { requests, requirements } } = run
  const ending = exitCode === 0 ? '' : `, the command ended with ${exitCode}`
  const broken = requirements.filter(({ outcome }) => outcome === 'not met')
  const lines = broken.flatMap((result) =>
    [`  ${result.level} ${result.id}: ${result.title}`, ...sentencesOf(result).map((sentence) => `    ${sentence}`)])
  return [`${isGood(run) ? 'ok' : 'FAILED'} ${name} (${requests} requests${ending})`, ...lines, ''].join('\n')
}
