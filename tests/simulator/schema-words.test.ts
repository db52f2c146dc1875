import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ajvFor, describeErrors } from '../../simulator/schema-validation.ts'

const FOLDER = join(import.meta.dirname, '../../schemas')
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const MODULES = await Promise.all(FILES.map(async (file) => [file, await import(join(FOLDER, file))] as const))

const seen = new Set<unknown>()

/** @returns each schema with a pattern, with its path; schemas of answers refuse nothing */
function patterns (value: unknown, path: string): Array<readonly [path: string, schema: object]> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  const own = 'pattern' in value && typeof value.pattern === 'string' ? [[path, value] as const] : []
  const parts = Object.entries(value).filter(([name]) => name !== 'answers')
  return [...own, ...parts.flatMap(([name, part]) => patterns(part, `${path} ${name}`))]
}

describe('a refusal', () => {
  const all = MODULES.flatMap(([file, exported]) => file.startsWith('responses') ? [] : patterns({ ...exported }, file))

  it('has schemas with patterns to be about', () => { expect(all.length).toBeGreaterThan(10) })

  it.each(all)('of a text by %s says in words which texts are expected', (_path, schema) => {
    const validate = ajvFor('requests').compile({ ...schema })
    expect(validate('\n<')).toBe(false)
    const text = describeErrors(validate.errors ?? [], 'body')
    expect(text).toMatch(/^The request body must be (?:an? |text |\d+ to )/)
    expect(text).not.toContain('pattern')
  })

  it('of a text that is too long says how long it may be, not which signs it may have', () => {
    const validate = ajvFor('requests').compile({ type: 'string', pattern: '^a+$', maxLength: 3, 'x-expected': 'text of a' })
    const words = (value: string): string => validate(value) ? '' : describeErrors(validate.errors ?? [], 'body')
    expect(words('aaaa')).toBe('The request body must not have more than 3 characters; received a text.')
    expect(words('b')).toBe('The request body must be text of a; received a text.')
  })

  it('of an unknown member lists the known ones', () => {
    const validate = ajvFor('requests').compile({ type: 'object', properties: { at: {}, by: {} }, additionalProperties: false })
    expect(validate({ to: 1 })).toBe(false)
    expect(describeErrors(validate.errors ?? [], 'body')).toBe('The request body must have only the members at, by; received to.')
    expect(validate({ '<b>': 1 })).toBe(false)
    expect(describeErrors(validate.errors ?? [], 'body')).toBe('The request body must have only the members at, by.')
  })
})
