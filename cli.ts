#!/usr/bin/env node
import { isIP, type Socket } from 'node:net'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import { banner, findExample } from './cli/banner.ts'
import { request, INSIDE } from './cli/client.ts'
import { helpText } from './cli/help.ts'
import { managePartners } from './cli/partners.ts'
import { suiteConfig } from './cli/suite-config.ts'
import { readTls } from './cli/tls.ts'
import { exposure } from './plugins/exposure.ts'
import { commandOptions, type ResolvedCommandOptions } from './schemas/options.ts'
import { originOf } from './simulator/base-url.ts'
import { resolveCommandOptions } from './simulator/options/resolve.ts'
import { dataFileOf, rulesOf } from './simulator/options/rules.ts'
import { flagOf, OptionsError, optionNames } from './simulator/options/spelling.ts'
import { optionsFromEnvironment } from './simulator/options/texts.ts'
import { VERSION } from './simulator/version.ts'

/** From the signal to stop on, requests that are not complete are cut off after this (ms). */
const ANSWER_WITHIN = 400
/** A clean stop is cut short after this (ms); the journal has everything then. */
const STOP_WITHIN = 900

const properties = Object.entries(commandOptions.properties)

const flags: NonNullable<ParseArgsConfig['options']> = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(properties.map(([name, { type }]) => [flagOf(name), { type: type === 'boolean' ? 'boolean' as const : 'string' as const }]))
}

/** A word after a switch would be taken for a command. */
function expectSwitchesAlone (): void {
  const { tokens } = parseArgs({ options: flags, allowPositionals: true, strict: false, tokens: true })
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token.kind !== 'option' || flags[token.name]?.type !== 'boolean') continue
    if (token.value === undefined && !(next?.kind === 'positional' && ['true', 'false'].includes(next.value))) continue
    throw new OptionsError(`--${token.name} takes no value: it is switched on by --${token.name} and off by --no-${token.name}`)
  }
}

function readArguments (): { command: string, words: readonly string[], options: ResolvedCommandOptions } {
  expectSwitchesAlone()
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true, allowNegative: true, strict: true })
  if (values['help'] === true) { process.stdout.write(helpText()); process.exit(0) }
  if (values['version'] === true) { process.stdout.write(`${VERSION}\n`); process.exit(0) }
  const given = properties.flatMap(([name]) => {
    const value = values[flagOf(name)]
    return value === undefined ? [] : [[name, value]]
  })
  const options = resolveCommandOptions({ ...optionsFromEnvironment(process.env), ...Object.fromEntries(given) as object })
  const [command = 'start', ...words] = positionals
  if (words.length > 0 && command !== 'partners') throw new OptionsError(`only one command is possible, not ${positionals.join(' ')}`)
  return { command, words, options }
}

async function start (options: ResolvedCommandOptions): Promise<void> {
  const running: { app?: FastifyInstance, stopping?: true } = {}
  // Not `closeAllConnections`: it does not know of those whose TLS handshake is not over.
  const connections = new Set<Socket>()
  closeWithGrace({ delay: STOP_WITHIN }, async ({ err }) => {
    running.stopping = true
    if (err !== undefined) running.app?.log.error(err)
    setTimeout(() => { for (const connection of connections) connection.destroy() }, ANSWER_WITHIN).unref()
    await running.app?.close()
  })
  // Loaded only now: as process 1 of a container we would not hear a signal before there is somebody to listen to it.
  const [{ default: fastify }, { default: plugin }, { serverOptions }] = await Promise.all([import('fastify'), import('./plugin.ts'), import('./cli/server.ts')])
  const { port, host, logLevel, tlsCert, tlsKey, ...simulatorOptions } = options
  const app = running.app = fastify(serverOptions(logLevel, simulatorOptions.baseUrl, readTls(tlsCert, tlsKey)))
  app.server.on('connection', (connection) => { connections.add(connection.once('close', () => { connections.delete(connection) })) })
  try {
    await app.register(plugin, { ...simulatorOptions, standalone: true })
    await app.listen({ port, host })
    process.stdout.write(`${await describe(app, options)}\n`)
    for (const warning of exposure(app.addresses(), options)) process.stderr.write(`${warning}\n`)
  } catch (error) {
    // Whoever stops a simulator that still starts gets a good end, too.
    if (running.stopping === true) return
    await app.close()
    throw error
  }
}

async function describe (app: FastifyInstance, options: ResolvedCommandOptions): Promise<string> {
  const { baseUrl, example } = await findExample(async (url) => (await app.inject({ url, remoteAddress: INSIDE })).json(), options.types, new Date())
  return banner({
    baseUrl,
    ownCertificate: options.tlsCert !== undefined,
    auth: options.auth,
    ownCredentials: options.credentials !== undefined,
    sellers: rulesOf(options).sellers.map(({ path, name }) => ({ id: `${baseUrl}/${path}`, name })),
    example,
    dataFile: dataFileOf(options)
  })
}

async function healthcheck (options: ResolvedCommandOptions): Promise<void> {
  const { status } = await request(options, { method: 'GET', path: '/ready' }).catch((error: unknown) => {
    throw new Error(`not ready: ${messageOf(error)}`)
  })
  if (status !== 200) throw new Error(`not ready: status ${status}`)
  process.stdout.write('ready\n')
}

/** Asks the simulator that runs, as its owner. */
async function partners (words: readonly string[], options: ResolvedCommandOptions): Promise<void> {
  const { ownerToken } = options
  if (ownerToken === undefined) throw new OptionsError(`option ${optionNames('ownerToken')} is missing: booking partners are managed by the owner of the simulator that runs`)
  const headers = { authorization: `Bearer ${ownerToken}` }
  process.stdout.write(await managePartners(words, async (question) => await request(options, { ...question, headers: { ...question.headers, ...headers } })))
}

/** Prints nothing else, so that it can be given to the suite as it is. */
function printSuiteConfig (options: ResolvedCommandOptions): void {
  const { baseUrl, host, port, tlsCert } = options
  if (baseUrl === undefined && port === 0) throw new OptionsError(`option ${optionNames('port')} must not be 0 here: the suite has to know it`)
  const origin = baseUrl ?? originOf({ address: host, family: `IPv${isIP(host)}`, port }, tlsCert !== undefined)
  process.stdout.write(`${JSON.stringify(suiteConfig(options, origin), null, 2)}\n`)
}

/** @returns one line for a person. */
function messageOf (error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code = '', message } = error as NodeJS.ErrnoException
  // Where several addresses were tried, Node says no more than the code.
  if (message === '') return code
  if (code === 'EADDRINUSE') return `${message}; --port 0 takes any free port`
  // That is all that a client without https sees of a server with it.
  if (code === 'ECONNRESET') return 'the server hung up; one with https is asked with its --tls-cert and --tls-key (TLS_CERT, TLS_KEY)'
  // What OpenSSL has to say of a server without https takes several lines.
  if (code === 'EPROTO') return 'no https at this port'
  // Node goes on about how to pass a name that looks like an option.
  return code.startsWith('ERR_PARSE_ARGS') ? `${message.split(/\.\s/, 1)[0]}; see --help` : message
}

try {
  const { command, words, options } = readArguments()
  if (command === 'start') await start(options)
  else if (command === 'healthcheck') await healthcheck(options)
  else if (command === 'partners') await partners(words, options)
  else if (command === 'suite-config') printSuiteConfig(options)
  else throw new OptionsError(`there is no command "${command}"; see --help`)
} catch (error) {
  process.stderr.write(`open-booking-simulator: ${messageOf(error)}\n`)
  process.exit(1)
}
