import { describe, expect, test } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'
import { ajvFor } from '../../simulator/schema-validation.ts'
import { validateOptions } from '../../simulator/options/validate-options.ts'

describe('validateOptions', () => {
  const { properties } = commandOptions

  test('fills in the defaults, which their schemas accept unchanged', () => {
    const options: Record<string, unknown> = {}
    expect(validateOptions(commandOptions, options)).toBeUndefined()
    const defaults = Object.entries(properties).flatMap(([name, schema]) => 'default' in schema ? [[name, schema.default]] : [])
    expect(options).toStrictEqual(Object.fromEntries(defaults))
    const checked = structuredClone(options)
    expect(ajvFor('options').compile({ type: 'object', properties })(checked)).toBe(true)
    expect(checked).toStrictEqual(options)
  })

  test('gives each caller defaults of its own', () => {
    const [first, second]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
    for (const options of [first, second]) validateOptions(commandOptions, options)
    expect(first['auth']).toStrictEqual(second['auth'])
    expect(first['auth']).not.toBe(second['auth'])
  })

  test('converts texts, and finds an unknown option before an invalid value', () => {
    const options: Record<string, unknown> = { port: '8080', auth: 'key', classic: 'false' }
    expect(validateOptions(commandOptions, options)).toBeUndefined()
    expect(options).toMatchObject({ port: 8080, auth: ['key'], classic: false })
    expect(validateOptions(commandOptions, { port: 'x', prot: 1 })).toStrictEqual({ unknown: 'prot' })
    expect(validateOptions(commandOptions, { classic: 'x', port: 'y' })).toMatchObject({ option: 'port' })
    expect(validateOptions(commandOptions, { credentials: { partners: [{}] } })).toMatchObject({ option: 'credentials' })
  })

  test('compiles a schema only for a value that differs from the default', () => {
    const withTrap = { properties: { trap: { get type (): never { throw new Error('compiled') }, description: '', default: 1 } } }
    expect(validateOptions(withTrap, {})).toBeUndefined()
    expect(validateOptions(withTrap, { trap: 1 })).toBeUndefined()
    expect(() => validateOptions(withTrap, { trap: 2 })).toThrow('compiled')
  })
})
