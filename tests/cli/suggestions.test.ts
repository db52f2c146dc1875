import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../cli/commands.ts'
import { commandOptions } from '../../schemas/options.ts'
import { flagOf, OPTION_NAMES, variableOf } from '../../simulator/options/spelling.ts'
import { cli, ONE_LINE } from './in-process.ts'

const SWITCHES = OPTION_NAMES.filter((name) => commandOptions.properties[name].type === 'boolean').map((name) => `no-${flagOf(name)}`)
const FLAGS = [...OPTION_NAMES.map(flagOf), ...SWITCHES]
const COMMAND_NAMES = Object.keys(COMMANDS)

/** @returns likely misspellings of a name */
function misspelt (name: string): string[] {
  const middle = Math.floor(name.length / 2)
  const [before, after] = [name.slice(0, middle), name.slice(middle)]
  return [
    before + after.slice(1),
    `${before}x${after}`,
    `${name}s`,
    before.slice(0, -1) + after.slice(0, 1) + before.slice(-1) + after.slice(1),
    name.replaceAll('-', '_'),
    name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    name.toUpperCase()
  ].filter((text) => !FLAGS.includes(text) && !COMMAND_NAMES.includes(text))
}

describe('a misspelt flag', () => {
  it.for(FLAGS)('is refused with --%s', async (flag) => {
    for (const text of misspelt(flag)) {
      const { code, stdout, stderr } = await cli([`--${text}`])
      expect(stderr).toBe(`open-booking-simulator: there is no option --${text}. Did you mean --${flag}? See --help\n`)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    }
  })

  it.for([['--zzzzzzzz'], ['-x'], ['--'.padEnd(500, 'x')], ['--lease-minuts=5'], ['healthcheck', '--prot', '5']])('%j: the message fits a line', async (args) => {
    expect((await cli(args)).stderr).toMatch(ONE_LINE)
  })
})

describe('a misspelt command', () => {
  it.for(COMMAND_NAMES)('is refused with %s', async (command) => {
    for (const text of misspelt(command)) {
      for (const args of [[text], [text, '--help'], ['help', text]]) {
        const { code, stdout, stderr } = await cli(args)
        expect(stderr).toBe(`open-booking-simulator: there is no command ${text}. Did you mean ${command}? See --help\n`)
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      }
    }
  })

  it.for([['lst', 'list'], ['revok', 'revoke'], ['ad', 'add']] as const)('%s after partners is refused with %s', async ([text, verb]) => {
    const { stderr } = await cli(['partners', text, 'rambler'], { env: { OPEN_BOOKING_OWNER_TOKEN: 'x'.repeat(16) } })
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toContain(`Did you mean ${verb}?`)
  })
})

describe('help', () => {
  it.each([['start', 'Options'], ['feed-generator', 'Options'], ['clock', 'Options of the simulator'], ['healthcheck', 'Options of the simulator']])('of %s says whose options it lists', async (name, title) => {
    expect((await cli(['help', name])).stdout).toContain(`\n\n${title}, with their defaults and environment variables:\n`)
  })

  it('lists the commands, and is the same in each spelling', async () => {
    const { code, stdout } = await cli(['help'])
    expect(code).toBe(0)
    for (const name of COMMAND_NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    for (const args of [['--help'], ['-h']]) expect((await cli(args)).stdout).toBe(stdout)
  })

  it.for(COMMAND_NAMES)('of %s has its usage and its options only', async (name) => {
    const { code, stdout } = await cli([name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^Usage: open-booking-simulator ${name}`))
    const options = COMMANDS[name]?.options ?? []
    for (const option of OPTION_NAMES) expect(stdout.includes(`(${variableOf(option)})`), option).toBe(options.includes(option))
    for (const args of [['help', name], [name, '-h'], ['--help', name], ['help', name, '--help']]) expect((await cli(args)).stdout).toBe(stdout)
  })

  it('of partners lists its actions', async () => {
    const { stdout } = await cli(['help', 'partners'])
    for (const verb of ['list', 'add', 'rotate', 'revoke', 'withdraw']) expect(stdout).toContain(verb)
  })
})
