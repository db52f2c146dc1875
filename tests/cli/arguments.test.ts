import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'
import { variableOf } from '../../simulator/options/spelling.ts'
import { ROOT } from '../package/processes.ts'
import { cli, ONE_LINE, simulator } from './in-process.ts'

const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

describe('arguments', () => {
  it.for(['--help', '-h'])('%s lists every option with its values, default and variable', async (flag) => {
    const { code, stdout, stderr } = await cli([flag])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const [name, option] of Object.entries(commandOptions.properties)) {
      const line = stdout.split('\n').find((line) => line.startsWith(`  --${kebab(name)} `)) ?? ''
      expect(line, name).toContain(option.description)
      expect(line, name).toContain(`(${variableOf(name)})`)
      if ('default' in option) expect(line, name).toContain(`[${String(option.default)}]`)
      if ('minimum' in option) expect(line, name).toContain(`From ${option.minimum} to ${option.maximum} `)
      const values = 'enum' in option ? option.enum : 'items' in option && 'enum' in option.items ? option.items.enum : []
      for (const value of values) expect(line, name).toContain(value)
    }
    expect(stdout).toMatch(/^ {2}--owner-token .* At least 16 characters \(OPEN_BOOKING_OWNER_TOKEN\)$/m)
  })

  it.for(['--version', '-v'])('%s prints the version', async (flag) => {
    expect(await cli([flag])).toMatchObject({ code: 0, stdout: `${VERSION}\n` })
  })

  it.for([
    ['an unknown option', ['--lease-hours', '1'], /lease-hours/],
    ['an option without its value', ['--port'], /port/],
    ['a switch with a value', ['--fresh=yes'], /--no-fresh/],
    ['a switch with a word after it', ['--tax-calculation', 'false'], /--no-tax-calculation/],
    ['a switch with a word after it and a command', ['healthcheck', '--fresh', 'true'], /--no-fresh/],
    ['a value of the wrong type', ['--port', 'first'], /port/],
    ['a value above the maximum', ['--lease-minutes', '9999'], /lease-?minutes/i],
    ['an unknown choice', ['--leasing', 'sometimes'], /leasing/],
    ['a list with an unknown choice', ['--auth', 'basic,oauth'], /auth/],
    ['a base URL without a scheme', ['--base-url', 'book.example'], /base-?url/i],
    ['an unknown command', ['stop'], /stop/],
    ['two commands', ['start', 'healthcheck'], /start healthcheck/],
    ['a negative number without an equals sign', ['--rate-limit', '-1'], /--rate-limit=-1/],
    ['an option that the command does not read', ['orders', '--rate-limit', '5'], /orders has no option --rate-limit\. See orders --help/],
    ['a switch that the command does not read', ['healthcheck', '--no-classic'], /healthcheck has no option --no-classic/],
    ['an unknown option that resembles one of other commands', ['orders', '--limit', '3'], /no option --limit\. See/],
    ['a check without a command', ['check-harvester'], /COMMAND is missing after check-harvester\. Usage/],
    ['a command that cannot be started', ['check-harvester', '--', 'no-such-command'], /no-such-command cannot be started \(ENOENT\)/],
    ['too few words of partners', ['partners', 'rotate', '--owner-token', 'x'.repeat(16)], /too few or too many words after partners rotate/]
  ] as const)('the command line refuses %s in one line', async ([, args, named]) => {
    const { code, stdout, stderr } = await cli(args)
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toMatch(named)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('a wrong value of a variable is refused', async () => {
    const { code, stderr } = await cli([], { env: { OPEN_BOOKING_SEED: 'rosebud' } })
    expect(stderr).toMatch(/^open-booking-simulator: .*seed[^\n]*\n$/i)
    expect(code).toBe(1)
  })

  it('a wrong value of a variable for a switch is refused with its two values', async () => {
    const { code, stderr } = await cli([], { env: { OPEN_BOOKING_FRESH: '1' } })
    expect(stderr).toMatch(/^open-booking-simulator: .*OPEN_BOOKING_FRESH\) must be true or false[^\n]*\n$/)
    expect(code).toBe(1)
  })

  it('a flag overrides a variable, and a variable overrides the default', async () => {
    const { banner } = await simulator(['--auth', 'key'], { env: { PORT: '0', OPEN_BOOKING_DATA_FILE: 'memory', OPEN_BOOKING_AUTH: 'basic' } })
    expect(banner).toContain('in memory')
    expect(banner).toContain('x-api-key')
    expect(banner).not.toContain('HTTP Basic')
  })
})

it.for([
  [['clock', 'advance'], 'DURATION is missing after clock advance. Usage: clock [show]'],
  [['seller'], 'an action is missing after seller. Usage: seller accept UUID'],
  [['seller', 'notice', 'uuid'], 'TEXT is missing after seller notice. '],
  [['fault', 'add'], 'STAGE is missing after fault add. '],
  [['scenario', 'start'], 'NAME or FILE is missing after scenario start. '],
  [['snapshot', 'take'], 'NAME is missing after snapshot take. '],
  [['bookability', 'id'], 'OFFER is missing after bookability. '],
  [['import'], 'FILE is missing after import. '],
  [['validate'], 'FILE is missing after validate. '],
  [['clock', 'advance', 'PT1M', 'PT2M'], 'unknown words after clock. Usage: clock [show]']
] as const)('%j: the message names the word that is missing', async ([args, message]) => {
  const { code, stderr } = await cli([...args])
  expect(stderr).toMatch(ONE_LINE)
  expect(stderr).toContain(`open-booking-simulator: ${message}`)
  expect(code).toBe(1)
})
