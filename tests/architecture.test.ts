import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

interface Import { readonly from: string, readonly typeOnly: boolean }

/** Folders of ours, then packages, each with whether only types may be taken. A trailing slash means a folder. */
type Rule = Readonly<Record<string, 'types' | 'all'>>

const DOMAIN_PACKAGES: Rule = { 'date-fns': 'all', tinyduration: 'all' }
const RULES: Readonly<Record<string, Rule>> = {
  schemas: { 'schemas/': 'all', 'json-schema-to-ts': 'types', fastify: 'types' },
  domain: { 'domain/': 'all', 'schemas/': 'types', ...DOMAIN_PACKAGES },
  data: { 'data/': 'all', 'domain/state.ts': 'all', 'domain/': 'types', 'schemas/': 'types', lowdb: 'all', nanoid: 'all', tinyqueue: 'all', 'node:': 'all' },
  plugins: { 'plugins/': 'all', 'domain/': 'all', 'schemas/': 'all', 'data/': 'all', '*': 'all' },
  routes: { 'routes/': 'all', 'domain/': 'all', 'schemas/': 'all', 'data/loading.ts': 'all', 'data/': 'types', fastify: 'types', 'oidc-provider': 'types' }
}
/** An area puts together the plugins that it consists of. */
const AREAS: Rule = { ...RULES['routes'], 'plugins/': 'all' }

function filesIn (folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name))
}

function parse (file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true)
}

function importsOf (file: string): Import[] {
  return parse(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return []
    return [{ from: resolve(file, moduleSpecifier.text), typeOnly: isTypeOnly(statement) }]
  })
}

const resolve = (file: string, specifier: string): string => specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier

function isTypeOnly (statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  const clause = statement.importClause
  if (clause === undefined || clause.name !== undefined || clause.namedBindings === undefined) return clause?.isTypeOnly === true
  return clause.isTypeOnly || (ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every((element) => element.isTypeOnly))
}

function isAllowed ({ from, typeOnly }: Import, rule: Rule): boolean {
  const [, allowed] = Object.entries(rule).find(([name]) => name === '*' || (name.endsWith('/') || name.endsWith(':') ? from.startsWith(name) : from === name)) ?? []
  return allowed === 'all' || (allowed === 'types' && typeOnly)
}

describe.each(Object.entries(RULES))('%s', (folder, rule) => {
  it('imports only what it may', () => {
    const wrong = filesIn(folder).flatMap((file) => {
      const own = folder === 'routes' && /\/index\.ts$/.test(file) ? AREAS : rule
      return importsOf(file).filter((one) => !isAllowed(one, own)).map(({ from }) => `${file} → ${from}`)
    })
    expect(wrong).toEqual([])
  })
})

describe('the entry points', () => {
  it.each([
    ['plugin.ts', { 'plugins/': 'all', 'routes/': 'all', 'schemas/': 'types', 'data/': 'types', '@fastify/cors': 'all', '@fastify/sensible': 'all', 'fastify-plugin': 'all', fastify: 'types' }],
    ['app.ts', { 'plugin.ts': 'all', 'plugins/': 'all', fastify: 'types' }],
    ['cli.ts', { 'plugins/': 'all', 'schemas/': 'all', 'node:': 'all', 'close-with-grace': 'all', fastify: 'types' }]
  ] as ReadonlyArray<readonly [string, Rule]>)('%s puts together, and does nothing else', (file, rule) => {
    expect(importsOf(file).filter((one) => !isAllowed(one, rule)).map(({ from }) => from)).toEqual([])
  })

  it.each(['routes', 'plugins'])('of %s read the clock where it is given to them alone', (folder) => {
    const readers = filesIn(folder).filter((file) => /new Date\(\)|Date\.now/.test(readFileSync(join(ROOT, file), 'utf8')))
    expect(readers).toEqual(folder === 'plugins' ? ['plugins/simulator.ts'] : [])
  })
})

/** What reads the clock, the time zone, randomness or the environment. */
const IMPURE = ['process', 'globalThis', 'Math.random', 'Date.now', 'performance', 'crypto', 'setTimeout', 'setInterval', 'fetch', 'console']
/** Functions of date-fns that depend on the time zone of the machine, or on its clock. */
const DATE_FNS = ['addHours', 'addMinutes', 'addSeconds', 'addMilliseconds', 'milliseconds']

describe('domain', () => {
  it('reads no clock, no randomness and no environment', () => {
    const wrong = filesIn('domain').flatMap((file) => {
      const found: string[] = []
      const visit = (node: ts.Node): void => {
        if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) found.push('new Date()')
        if (ts.isCallExpression(node) && node.expression.getText() === 'Date') found.push('Date()')
        if (ts.isPropertyAccessExpression(node) && IMPURE.includes(node.getText())) found.push(node.getText())
        if (ts.isIdentifier(node) && IMPURE.includes(node.text) && !ts.isPropertyAccessExpression(node.parent) && !ts.isPropertyAssignment(node.parent)) found.push(node.text)
        ts.forEachChild(node, visit)
      }
      visit(parse(file))
      return found.map((name) => `${file}: ${name}`)
    })
    expect(wrong).toEqual([])
  })

  it('uses of date-fns only what depends on its arguments alone', () => {
    const used = filesIn('domain').flatMap((file) => parse(file).statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) || statement.moduleSpecifier.getText() !== "'date-fns'") return []
      const bindings = statement.importClause?.namedBindings
      return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : ['*']
    }))
    expect(used.filter((name) => !DATE_FNS.includes(name))).toEqual([])
  })
})

it('there is one place for everything', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  expect(folders.filter((name) => ['src', 'lib', 'utils', 'helpers', 'common', 'services'].includes(name))).toEqual([])
})
