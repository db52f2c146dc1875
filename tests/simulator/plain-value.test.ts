import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'
import { type OptionSchema, plainValue } from '../../simulator/options/plain-value.ts'
import { ajvFor } from '../../simulator/schema-validation.ts'

const OPTIONS: ReadonlyArray<readonly [string, OptionSchema]> = Object.entries(commandOptions.properties)

/** Values of every option, valid and not, as options and as texts. */
const TEXTS = ['', ' ', 'true', 'false', 'on', 'off', '0', '1', '-1', '007', '1.5', '1e3', ' 5', '65535', '65536', '9007199254740993', '😀', 'https://a.example', '<b>']
const KNOWN = OPTIONS.flatMap(([, schema]) => {
  const { enum: allowed = [], items } = schema as { readonly enum?: readonly string[], readonly items?: { readonly enum?: readonly string[] } }
  return [...allowed, ...items?.enum ?? []]
})
const single = fc.oneof(fc.constantFrom(...TEXTS, ...KNOWN), fc.string({ unit: 'grapheme' }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null))
const values = fc.oneof(single, fc.array(single, { maxLength: 3 }), fc.array(fc.constantFrom(...KNOWN), { maxLength: 3 }))

describe('a value that is plainly valid', () => {
  it.each(OPTIONS)('of %s is the same for Ajv', (name, schema) => {
    const validate = ajvFor('options').compile({ type: 'object', properties: { [name]: schema } })
    fc.assert(fc.property(values, (value) => {
      const plain = plainValue(schema, value)
      if (plain === undefined) return
      const options = { [name]: structuredClone(value) }
      expect(validate(options)).toBe(true)
      expect(options).toStrictEqual({ [name]: plain })
    }))
  })

  it.each([
    ['port', '0', 0], ['port', 8080, 8080], ['logLevel', 'silent', 'silent'], ['dataFile', 'memory', 'memory'], ['fresh', 'true', true],
    ['control', 'on', 'on'], ['types', ['ScheduledSession'], ['ScheduledSession']], ['clock', '2027-03-09T10:20:00Z', '2027-03-09T10:20:00Z']
  ] as const)('of %s, %j, needs no Ajv', (name, value, expected) => {
    expect(plainValue(commandOptions.properties[name], value)).toStrictEqual(expected)
  })
})

it.each([
  ['port', '65536'], ['port', '1e3'], ['logLevel', 'loud'], ['dataFile', ''], ['fresh', 'yes'], ['control', 'maybe'], ['types', ['Session']],
  ['auth', ['key', 'key']], ['auth', []], ['baseUrl', 'https://booking.example'], ['credentials', {}], ['port', null]
] as const)('Ajv judges %s %j', (name, value) => {
  expect(plainValue(commandOptions.properties[name], value)).toBeUndefined()
})
