import { expect, it } from 'vitest'
import { requireReplacements } from '../../simulator/options/replacements.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { OptionsError } from '../../simulator/options/spelling.ts'
import { startSimulator } from '../../testing.ts'

const NONE = { clock: undefined, newId: undefined, store: undefined }

it.for([
  ['a Date as clock', { clock: new Date(0) }, 'option clock must be a function that returns a Date, or the start'],
  ['a Date as clock, by its kind', { clock: new Date(0) }, 'got a Date'],
  ['a number as clock', { clock: 3 }, 'got a value of the type number'],
  ['a text as newId', { newId: 'x' }, 'option newId must be a function that returns a new text; got a value of the type string'],
  ['an empty store', { store: {} }, 'option store must implement Store; it lacks transaction, read, feedPage'],
  ['null as store', { store: null }, 'option store must implement Store']
] as const)('refuses %s', ([, given, message]) => {
  expect(() => { requireReplacements({ ...NONE, ...given }) }).toThrow(OptionsError)
  expect(() => { requireReplacements({ ...NONE, ...given }) }).toThrow(message)
})

it('accepts functions, the text of a start, and nothing', () => {
  expect(() => { requireReplacements({ ...NONE, clock: () => new Date(0), newId: () => 'a' }) }).not.toThrow()
  expect(() => { requireReplacements({ ...NONE, clock: 'real' }) }).not.toThrow()
})

it('tells an option of the server from one that does not exist', () => {
  expect(() => resolveSimulatorOptions({ port: 3 })).toThrow('the plugin has no option port: its host sets port, host, tlsCert, tlsKey, logLevel')
  expect(() => resolveSimulatorOptions({ prot: 3 })).toThrow('there is no option prot. open-booking-simulator --help lists all options')
  expect(() => resolveSimulatorOptions({ leaseMinuts: 3 })).toThrow('Did you mean leaseMinutes?')
})

it('refuses an invalid date as the start of the clock of a test', async () => {
  await expect(startSimulator({ clock: new Date('soon') })).rejects.toThrow(/option clock .*got "Invalid Date"/)
})
