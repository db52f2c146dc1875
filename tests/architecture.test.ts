import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

interface Import { readonly from: string, readonly typeOnly: boolean }

/**
 * Permitted imports: files and folders of the project, and packages. `types` permits type imports only. A trailing
 * slash marks a folder.
 */
type Rule = Readonly<Record<string, 'types' | 'all'>>

const ANY_PACKAGE: Rule = { 'package:': 'all' }

const DOMAIN_PACKAGES: Rule = { 'date-fns': 'all', tinyduration: 'all', 'fast-deep-equal': 'all', striptags: 'all', 'html-entities': 'all' }
const RULES: Readonly<Record<string, Rule>> = {
  schemas: { 'schemas/': 'all', 'json-schema-to-ts': 'types', fastify: 'types' },
  domain: { 'domain/': 'all', 'schemas/': 'all', ...DOMAIN_PACKAGES },
  data: { 'data/': 'all', 'domain/records/record-kinds.ts': 'all', 'domain/feeds/change-numbers.ts': 'all', 'domain/': 'types', 'schemas/': 'types', lowdb: 'all', pg: 'all', postgrator: 'all', nanoid: 'all', tinyqueue: 'all', 'node:': 'all' },
  simulator: { 'simulator/': 'all', 'domain/': 'all', 'schemas/': 'all', 'data/': 'all', ajv: 'types', 'fast-deep-equal': 'all', 'ajv-formats': 'types', nanoid: 'all', 'json-schema-to-ts': 'types', 'node:': 'all' },
  plugins: { 'plugins/': 'all', 'simulator/': 'all', 'domain/': 'all', 'schemas/': 'all', ...ANY_PACKAGE },
  routes: {
    'routes/': 'all',
    'domain/': 'all',
    'schemas/': 'all',
    // The frame of every page.
    'plugins/pages/html-document.ts': 'all',
    // A long list gives way to other requests.
    'data/in-steps.ts': 'all',
    'simulator/control/': 'all',
    'simulator/load.ts': 'all',
    'simulator/': 'types',
    fastify: 'types',
    'fastify-plugin': 'all',
    fresh: 'all',
    ghtml: 'all',
    negotiator: 'all',
    'bwip-js': 'all',
    'oidc-provider': 'types'
  },
  cli: { 'cli/': 'all', 'plugins/': 'all', 'simulator/': 'all', 'domain/': 'all', 'schemas/': 'all', 'data/sample/': 'all', 'plugin.ts': 'all', ...ANY_PACKAGE },
  // It runs in browsers, and knows the control interface by its types, and durations by the calendar of the simulator.
  dashboard: { 'dashboard/': 'all', 'domain/protocol/time.ts': 'all', 'domain/': 'types', 'schemas/palettes.ts': 'all', 'schemas/': 'types', 'simulator/': 'types', preact: 'all', 'preact/hooks': 'all', '@preact/signals': 'all', uplot: 'all', 'uplot/dist/uPlot.min.css': 'all', vite: 'all', 'virtual:look.css': 'all' },
  testing: { 'testing/': 'all', 'json-schema-to-ts': 'types', 'plugin.ts': 'all', 'cli/server.ts': 'all', 'plugins/': 'all', 'simulator/': 'all', 'domain/': 'all', 'schemas/': 'all', 'data/': 'types', fastify: 'all', 'node:': 'all' }
}
/** The index of an area joins its plugins and routes. */
const AREAS: Rule = { ...RULES['routes'], 'plugins/': 'all', 'simulator/': 'all' }

/** The groups of the domain from low to high: a group imports only lower ones. */
const FLOORS = [
  'protocol', 'request', 'records', 'pricing', 'leasing', 'checks', 'rendering', 'feeds', 'approval', 'operations', 'partners', 'sample', 'classic',
  'test-interface', 'control'
]

const FOLDERS = [...Object.keys(RULES)]
const MOST_FILES = 15
const MOST_LINES = 200
const LONGEST_LINE = 120
/** Written by `npm run docs:options`. */
const GENERATED = [join('schemas', 'simulator-options.ts')]

function filesIn (folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name))
}

const sources = [...FOLDERS.flatMap(filesIn), 'plugin.ts', 'app.ts', 'cli.ts', 'testing.ts']
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** Remember the result for each file: most tests ask about every source. */
function oncePerFile<T> (describe: (file: string) => T): (file: string) => T {
  const known = new Map<string, T>()
  return (file) => {
    const result = known.get(file) ?? describe(file)
    known.set(file, result)
    return result
  }
}

const parse = oncePerFile((file): ts.SourceFile =>
  ts.createSourceFile(file, textOf(file), { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true))

const importsOf = oncePerFile((file): readonly Import[] =>
  parse(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier } = statement
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return []
    return [{ from: resolve(file, moduleSpecifier.text), typeOnly: isTypeOnly(statement) }]
  }))

/** @returns the path of a file of this package, or the name of another package; date-fns has a path for each function */
const resolve = (file: string, specifier: string): string =>
  specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier.replace(/^date-fns\/\w+$/, 'date-fns')

function isTypeOnly (statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly
  const clause = statement.importClause
  if (clause === undefined || clause.name !== undefined || clause.namedBindings === undefined) return clause?.isTypeOnly === true
  return clause.isTypeOnly || (ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every((element) => element.isTypeOnly))
}

function isAllowed ({ from, typeOnly }: Import, rule: Rule): boolean {
  const isPackage = !sources.includes(from)
  const matches = (name: string): boolean => (name === 'package:' && isPackage) || (name.endsWith('/') || name.endsWith(':') ? from.startsWith(name) : from === name)
  const [, allowed] = Object.entries(rule).find(([name]) => matches(name)) ?? []
  return allowed === 'all' || (allowed === 'types' && typeOnly)
}

describe.each(Object.entries(RULES))('%s', (folder, rule) => {
  it('imports only its permitted folders and packages', () => {
    const wrong = filesIn(folder).flatMap((file) => {
      const own = folder === 'routes' && basename(file) === 'index.ts' ? AREAS : rule
      return importsOf(file).filter((one) => !isAllowed(one, own)).map(({ from }) => `${file} → ${from}`)
    })
    expect(wrong).toEqual([])
  })
})

describe('the entry points', () => {
  it.each([
    ['plugin.ts', { 'plugins/': 'all', 'routes/': 'all', 'schemas/': 'types', 'simulator/options/': 'all', 'simulator/': 'types', 'data/store.ts': 'all', 'data/': 'types', 'domain/': 'types', '@fastify/cors': 'all', '@fastify/sensible': 'all', 'fastify-plugin': 'all', fastify: 'types' }],
    ['app.ts', { 'plugin.ts': 'all', 'cli/': 'all', 'simulator/': 'all', 'schemas/': 'all', fastify: 'types' }],
    ['cli.ts', { 'cli/': 'all' }],
    ['testing.ts', { 'testing/': 'all', 'schemas/': 'types', 'simulator/options/': 'all', 'simulator/': 'types', 'domain/control/': 'all', 'domain/': 'types' }]
  ] as ReadonlyArray<readonly [string, Rule]>)('%s imports only its permitted files and packages', (file, rule) => {
    expect(importsOf(file).filter((one) => !isAllowed(one, rule)).map(({ from }) => from)).toEqual([])
  })

  it.each(['routes', 'plugins', 'simulator'])('only simulator/index.ts reads the clock in %s', (folder) => {
    const readers = filesIn(folder).filter((file) => /new Date\(\)|Date\.now/.test(textOf(file)))
    expect(readers).toEqual(folder === 'simulator' ? ['simulator/index.ts'] : [])
  })
})

describe('several simulators in one process', () => {
  it('lets plugins and routes find the simulator by the request only', () => {
    const fixed = /app\.openBooking\.simulator\b|[{,]\s*simulator\b[^}]*\}\s*=\s*app\.openBooking\b/
    const readers = [...filesIn('plugins'), ...filesIn('routes'), 'plugin.ts'].filter((file) => fixed.test(textOf(file)))
    // It keeps the keys of the process in the default simulator.
    expect(readers).toEqual([join('plugins', 'openid', 'index.ts')])
  })
})

describe('structure', () => {
  it('has no import cycles', () => {
    const imports = new Map(sources.map((file) => [file, importsOf(file).map(({ from }) => from).filter((from) => sources.includes(from))]))
    expect(cyclesIn(imports)).toEqual([])
  })

  it('lets a group of the domain import only lower groups', () => {
    const groupOf = (file: string): string => file.split('/')[1] ?? ''
    const upward = filesIn('domain').flatMap((file) => importsOf(file)
      .filter(({ from }) => from.startsWith('domain/') && FLOORS.indexOf(groupOf(from)) > FLOORS.indexOf(groupOf(file)))
      .map(({ from }) => `${file} → ${from}`))
    expect(upward).toEqual([])
  })

  it('ranks every group of the domain', () => {
    const groups = readdirSync(join(ROOT, 'domain'), { withFileTypes: true }).map(({ name }) => name)
    expect(groups.filter((name) => !FLOORS.includes(name))).toEqual([])
  })

  it(`keeps folders to ${MOST_FILES} files, files to ${MOST_LINES} lines and lines to ${LONGEST_LINE} characters`, () => {
    const folders = [...groupBy(sources, dirname)].filter(([, files]) => files.length > MOST_FILES)
      .map(([folder, files]) => `${folder}: ${files.length} files, at most ${MOST_FILES}; split it by topic`)
    const written = sources.filter((file) => !GENERATED.includes(file))
    const files = written.map((file) => [file, textOf(file).split('\n').length - 1] as const).filter(([, lines]) => lines > MOST_LINES)
      .map(([file, lines]) => `${file}: ${lines} lines, at most ${MOST_LINES}; split it by topic`)
    const lines = written.flatMap((file) => textOf(file).split('\n').flatMap((line, index) =>
      line.length > LONGEST_LINE ? [`${file}:${index + 1}: ${line.length} characters, at most ${LONGEST_LINE}`] : []))
    expect([...folders, ...files, ...lines]).toEqual([])
  })

  it('gives each file of the domain a unique name', () => {
    const names = filesIn('domain').map((file) => basename(file))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('has no barrels', () => {
    const barrels = sources.filter((file) => parse(file).statements.some((statement) => ts.isExportDeclaration(statement) && statement.exportClause === undefined))
    expect(barrels).toEqual([])
  })

  it('has no folder for miscellaneous code', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
    expect(folders.filter((name) => ['src', 'lib', 'utils', 'helpers', 'common', 'services'].includes(name))).toEqual([])
  })
})

function groupBy (files: readonly string[], keyOf: (file: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const file of files) groups.set(keyOf(file), [...groups.get(keyOf(file)) ?? [], file])
  return groups
}

/** List import cycles, each as the path that closes it. */
function cyclesIn (imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) { cycles.push([...path.slice(path.indexOf(file)), file].join(' → ')); return }
    if (done.has(file)) return
    for (const next of imports.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return cycles
}

/** Names that reach the clock, the time zone, randomness or the environment. */
const IMPURE = ['process', 'globalThis', 'Math.random', 'Date.now', 'performance', 'crypto', 'setTimeout', 'setInterval', 'fetch', 'console']
/** The functions of date-fns that depend on their arguments alone. */
const DATE_FNS = ['addHours', 'addMinutes', 'addSeconds', 'addMilliseconds', 'milliseconds']

/** @returns the paths in date-fns that a file imports; an empty one for the whole package, whose 300 modules slow each start */
const dateFunctionsOf = (file: string): string[] => parse(file).statements.flatMap((statement) => {
  if (!ts.isImportDeclaration(statement)) return []
  const found = /^'date-fns(?:\/(\w+))?'$/.exec(statement.moduleSpecifier.getText())
  return found === null ? [] : [found[1] ?? '']
})

it('no file imports the whole of date-fns', () => {
  expect(sources.filter((file) => dateFunctionsOf(file).includes(''))).toEqual([])
})

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

  it('uses only functions of date-fns that depend on their arguments alone', () => {
    const used = filesIn('domain').flatMap((file) => dateFunctionsOf(file))
    expect(used.length).toBeGreaterThan(10)
    expect(used.filter((name) => !DATE_FNS.includes(name))).toEqual([])
  })
})
