/**
 * Let brokers race for the last spaces of an opportunity, through several instances on one PostgreSQL database.
 *
 *   npm run build && node scripts/endurance/race.js [--races 1000] [--instances 4] [--brokers 12]
 */
import { randomUUID } from 'node:crypto'
import { startDatabase } from '../../bench/servers/database.js'
import { startInstance } from '../../bench/servers/processes.js'
import { book, newOpportunity, readNumbers, remainingSpaces } from './brokers.js'

const BASE = 'http://bookings.example'
const { races, instances, brokers } = readNumbers({ races: 1000, instances: 4, brokers: 12 })

const database = await startDatabase()
const servers = await Promise.all(Array.from({ length: instances }, async () => await startInstance(database.url, BASE)))
const wrong = []
const began = performance.now()
for (let race = 0; race < races; race++) {
  const problem = await problemOf(race)
  if (problem !== undefined) wrong.push(`race ${race}: ${problem}`)
}
const seconds = Math.round((performance.now() - began) / 1000)
for (const { stop } of servers) await stop()
await database.stop()
console.log(wrong.slice(0, 20).join('\n'))
console.log(`${races} races of ${brokers} brokers through ${instances} instances in ${seconds} s: ${wrong.length} wrong`)
process.exitCode = wrong.length === 0 ? 0 : 1

/** Run a race. @returns its deviation from "exactly the free spaces are sold", undefined if there is none */
async function problemOf (race) {
  const urlAt = (index) => servers[index % instances].url
  const spaces = 1 + race % 3
  const item = await newOpportunity(urlAt(race), spaces)
  const answers = await Promise.all(Array.from({ length: brokers }, async (_, index) => await book(urlAt(race + index), item, randomUUID())))
  const sold = answers.filter(({ status }) => status === 201).length
  const refused = answers.filter(({ status, error }) => status === 409 && error === 'OpportunityHasInsufficientCapacityError').length
  const left = await Promise.all(servers.map(async ({ url }) => await remainingSpaces(url, item)))
  if (sold === spaces && sold + refused === brokers && left.every((count) => count === 0)) return undefined
  return `of ${spaces} spaces ${sold} were sold, ${refused} of ${brokers} brokers were refused (${[...new Set(answers.map(({ status, error }) => `${status} ${error}`))].join(', ')}), ${left.join(', ')} spaces are left`
}
