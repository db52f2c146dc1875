import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../schemas/opportunity-types.ts'
import { simulatorOptions } from '../schemas/options.ts'
import { PROFILE_NAMES } from '../schemas/profile-names.ts'
import { variableOf } from '../simulator/options/spelling.ts'

const FILE = join(import.meta.dirname, '../schemas/simulator-options.ts')

/** The part of a schema that appears in a TypeScript type. */
interface Schema {
  readonly type: string
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

/** Names of the long unions. */
const NAMED = new Map<unknown, string>([[OPPORTUNITY_TYPES, 'OpportunityType'], [PROFILE_NAMES, 'ProfileName']])

/** The indentation of an option; members of options stand deeper. */
const OPTION = '  '

function typeOf (schema: Schema, indent: string): string {
  if (schema.type === 'object') return `{\n${membersOf(schema, `${indent}  `)}\n${indent}}`
  if (schema.type === 'array') return `Array<${typeOf(schema.items as Schema, indent)}>`
  if (schema.enum !== undefined) return NAMED.get(schema.enum) ?? schema.enum.map((value) => `'${value}'`).join(' | ')
  return schema.type === 'integer' ? 'number' : schema.type
}

function membersOf ({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const members = Object.entries(properties).flatMap(([name, property]) => [
    ...commentOf(property, indent === OPTION ? variableOf(name) : undefined).map((line) => indent + line),
    `${indent}${name}${required.includes(name) ? '' : '?'}: ${typeOf(property, indent)}`
  ])
  return [...members, ...additionalProperties === false ? [] : [`${indent}[name: string]: unknown`]].join('\n')
}

/** Adapt a description to a program, which passes arrays and objects, and has option names in camel case. */
const forProgram = (description: string): string => description
  .replace(/, separated by commas|, as JSON/, '')
  .replaceAll(/--([a-z-]+)/g, (_, flag: string) => camelCase(flag))

const camelCase = (flag: string): string => flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

function commentOf (schema: Schema, variable: string | undefined): string[] {
  const { description, default: usual } = schema
  if (description === undefined) return []
  const text = [forProgram(description), ...boundsOf(schema)].map((sentence) => `${sentence}.`).join(' ')
  if (variable === undefined) return [`/** ${text} */`]
  const fallback = usual === undefined ? [] : [` * @default ${defaultOf(schema)}`]
  return ['/**', ...wrap(text), ` * Environment variable: \`${variable}\`.`, ...fallback, ' */']
}

function boundsOf ({ minimum, maximum, minLength = 0 }: Schema): string[] {
  if (minimum !== undefined) return [`From ${minimum} to ${maximum}`]
  return minLength > 1 ? [`At least ${minLength} characters`] : []
}

function defaultOf ({ default: usual, items }: Schema): string {
  if (items !== undefined && usual === items.enum) return 'every type'
  return JSON.stringify(usual).replaceAll('"', "'").replaceAll(',', ', ')
}

/** Break a text into lines of a comment (at most 110 characters). */
const wrap = (text: string): string[] => text.match(/\S.{0,106}(?=\s|$)/g)?.map((line) => ` * ${line}`) ?? []

const generated = `// Generated from schemas/options.ts by \`npm run docs:options\`.
import type { OpportunityType } from './opportunity-types.ts'
import type { ProfileName } from './profile-names.ts'

/**
 * Options of the simulator. All are optional. The command line and \`fastify start\` read the environment variables; the
 * plugin does not.
 */
export interface SimulatorOptions {
${membersOf(simulatorOptions, OPTION)}
}
`

it('schemas/simulator-options.ts documents the options of the schema; `npm run docs:options` updates it', () => {
  if (process.env['WRITE_OPTIONS'] === '1') writeFileSync(FILE, generated)
  else expect(readFileSync(FILE, 'utf8')).toBe(generated)
})
