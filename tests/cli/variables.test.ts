import { describe, expect, it } from 'vitest'
import { flagOf, OPTION_NAMES, type OptionName } from '../../simulator/options/spelling.ts'
import { optionsFromEnvironment, PLAIN_OPTIONS } from '../../simulator/options/texts.ts'
import { OWNER_TOKEN } from '../helpers/owner.ts'
import { cli, portOf, simulator, SMALL } from './in-process.ts'

const plain = (name: string): string => flagOf(name).replaceAll('-', '_').toUpperCase()
const prefixed = (name: string): string => `OPEN_BOOKING_${plain(name)}`
const isShared = (name: OptionName): boolean => name === 'port' || name === 'host'

describe('the variables of an option', () => {
  it.for(OPTION_NAMES)('%s: the prefixed one sets it without notice', (name) => {
    expect(optionsFromEnvironment({ [prefixed(name)]: 'x' })).toEqual({ options: { [name]: 'x' }, notice: undefined })
  })

  it.for(PLAIN_OPTIONS)('%s: the plain one sets it, with a notice unless tools share it', (name) => {
    const { options, notice } = optionsFromEnvironment({ [plain(name)]: 'its value' })
    expect(options).toEqual({ [name]: 'its value' })
    expect(notice?.includes(`${plain(name)} to ${prefixed(name)}`) ?? isShared(name)).toBe(true)
    expect(notice ?? '').not.toContain('its value')
  })

  it.for(OPTION_NAMES.filter((name) => !PLAIN_OPTIONS.includes(name)))('%s: has no plain one', (name) => {
    expect(optionsFromEnvironment({ [plain(name)]: 'x' })).toEqual({ options: {}, notice: undefined })
  })

  it.for(PLAIN_OPTIONS)('%s: the prefixed one precedes the plain one, unless it is empty', (name) => {
    const both = { [plain(name)]: 'plain', [prefixed(name)]: 'prefixed' }
    expect(optionsFromEnvironment(both)).toEqual({ options: { [name]: 'prefixed' }, notice: undefined })
    expect(optionsFromEnvironment({ ...both, [prefixed(name)]: '' }).options).toEqual({ [name]: 'plain' })
    expect(optionsFromEnvironment({ [plain(name)]: '', [prefixed(name)]: '' })).toEqual({ options: {}, notice: undefined })
  })
})

describe('a variable with the prefix that is no option', () => {
  it('is named with the option that it resembles, without its value', () => {
    expect(optionsFromEnvironment({ OPEN_BOOKING_PROT: 'its value', OPEN_BOOKING_SEED: '2' })).toEqual({
      options: { seed: '2' },
      notice: 'the variable OPEN_BOOKING_PROT is no option, and has no effect. Did you mean OPEN_BOOKING_PORT?'
    })
    const { notice } = optionsFromEnvironment({ OPEN_BOOKING_ZZZZZZ: '1', SEED: '2' })
    expect(notice).toMatch(/rename SEED to OPEN_BOOKING_SEED; the variable OPEN_BOOKING_ZZZZZZ is no option, and has no effect\.$/)
  })

  it('has no notice if check-broker or check-harvester sets it', () => {
    const env = { OPEN_BOOKING_API: 'x', OPEN_BOOKING_ITEMS: '[]', OPEN_BOOKING_FEED: 'x' }
    expect(optionsFromEnvironment(env)).toEqual({ options: {}, notice: undefined })
  })
})

describe('start', () => {
  it('names the plain variables in use in one line, without their values', async () => {
    const running = await simulator([], {
      env: { PORT: '0', DATA_FILE: 'memory', TYPES: 'ScheduledSession', OWNER_TOKEN, OPEN_BOOKING_SEED: '2', SEED: '3' }
    })
    const { stderr } = await running.stop()
    expect(stderr.match(/^open-booking-simulator: [^\n]*\n/gm)).toEqual([stderr])
    for (const name of ['DATA_FILE', 'TYPES', 'OWNER_TOKEN']) expect(stderr).toContain(`${name} to OPEN_BOOKING_${name}`)
    expect(stderr).not.toMatch(/PORT to|SEED|ScheduledSession/)
    expect(stderr).not.toContain(OWNER_TOKEN)
  })

  it('names a plain variable of another tool before the error that it causes', async () => {
    const { code, stderr } = await cli(['--port', '0'], { env: { TYPES: 'jest node' } })
    expect(stderr).toMatch(/^[^\n]*TYPES to OPEN_BOOKING_TYPES\n[^\n]*OPEN_BOOKING_TYPES\) must be one of [^\n]*\n$/)
    expect(code).toBe(1)
  })
})

it('other commands read the plain variables without notice', async () => {
  const { base } = await simulator([...SMALL, '--owner-token', OWNER_TOKEN])
  const env = { PORT: portOf(base), OWNER_TOKEN }
  expect(await cli(['healthcheck'], { env })).toEqual({ code: 0, stdout: 'ready\n', stderr: '' })
  expect(await cli(['partners'], { env })).toMatchObject({ code: 0, stderr: '' })
  expect(await cli(['suite-config'], { env: { PROFILE: 'no-auth' } })).toMatchObject({ code: 0, stderr: '' })
})
