#!/usr/bin/env node
import { parseArgs, type ParseArgsConfig } from 'node:util'
import closeWithGrace from 'close-with-grace'
import fastify from 'fastify'
import plugin from './plugin.ts'
import { banner, type Example } from './plugins/banner.ts'
import { dataFileOf, optionsFromEnvironment, OptionsError, resolveCommandOptions, rulesOf } from './plugins/options.ts'
import { serverOptions } from './plugins/server.ts'
import { VERSION } from './plugins/version.ts'
import { commandOptions, type ResolvedCommandOptions } from './schemas/options.ts'

/** A clean stop is cut short after this (ms); the journal has everything then. */
const STOP_WITHIN = 900

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const properties = Object.entries(commandOptions.properties)

const flags: NonNullable<ParseArgsConfig['options']> = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(properties.map(([name, { type }]) => [kebab(name), { type: type === 'boolean' ? 'boolean' as const : 'string' as const }]))
}

function help (): string {
  const lines = properties.map(([name, option]) => {
    const fallback = 'default' in option ? ` [${String(option.default)}]` : ''
    return `  --${kebab(name).padEnd(15)} ${option.description}${fallback} (${option.env})`
  })
  return `Usage: open-booking-simulator [start | healthcheck] [options]

  start        start the simulator (the default)
  healthcheck  ask the simulator at this port whether it is ready; for container health checks

Options, with their defaults and environment variables:
${lines.join('\n')}
  --help, --version
`
}

function readArguments (): { command: string, options: ResolvedCommandOptions } {
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true, strict: true })
  if (values['help'] === true) { process.stdout.write(help()); process.exit(0) }
  if (values['version'] === true) { process.stdout.write(`${VERSION}\n`); process.exit(0) }
  const given = properties.flatMap(([name, { type }]) => {
    const value = values[kebab(name)]
    return value === undefined ? [] : [[name, type === 'array' ? String(value).split(',') : value]]
  })
  const options = resolveCommandOptions({ ...optionsFromEnvironment(process.env), ...Object.fromEntries(given) as object })
  if (positionals.length > 1) throw new OptionsError(`only one command is possible, not ${positionals.join(' ')}`)
  return { command: positionals[0] ?? 'start', options }
}

async function start ({ port, host, logLevel, ...simulatorOptions }: ResolvedCommandOptions): Promise<void> {
  const app = fastify(serverOptions(logLevel))
  closeWithGrace({ delay: STOP_WITHIN }, async ({ err }) => {
    if (err !== undefined) app.log.error(err)
    await app.close()
  })
  await app.register(plugin, { ...simulatorOptions, standalone: true })
  const address = new URL(await app.listen({ port, host }))
  const baseUrl = simulatorOptions.baseUrl ?? `http://localhost:${address.port}`
  const facts = {
    baseUrl,
    auth: simulatorOptions.auth,
    sellers: rulesOf(simulatorOptions).sellers.map(({ path, name }) => ({ id: `${baseUrl}/${path}`, name })),
    example: await findExample(async (url) => (await app.inject(url)).json()),
    dataFile: dataFileOf(simulatorOptions)
  }
  process.stdout.write(`${banner(facts)}\n`)
}

/** @returns a session of the first seller that can be booked; the feed begins with it. */
async function findExample (get: (url: string) => Promise<unknown>): Promise<Example | undefined> {
  const { items } = await get('/feeds/scheduled-sessions') as { items: Array<{ data?: { '@id': string, offers: Array<{ '@id': string }> } }> }
  const first = items.find(({ data }) => data !== undefined)?.data
  const offer = first?.offers[0]
  return first === undefined || offer === undefined ? undefined : { opportunity: first['@id'], offer: offer['@id'] }
}

async function healthcheck ({ port }: ResolvedCommandOptions): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/ready`)
  if (!response.ok) throw new Error(`not ready: ${response.status}`)
}

try {
  const { command, options } = readArguments()
  if (command === 'start') await start(options)
  else if (command === 'healthcheck') await healthcheck(options)
  else throw new OptionsError(`there is no command "${command}"; see --help`)
} catch (error) {
  process.stderr.write(`open-booking-simulator: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  process.exit()
}
