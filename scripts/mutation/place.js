import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders to search for a mutant that its own file no longer has. */
const FOLDERS = ['domain', 'simulator', 'plugins', 'data', 'routes', 'schemas']

const escapeForRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const pattern = (text) => escapeForRegExp(text).replace(/\s+/g, '\\s+')

/** @returns the span of the marked expression, as [start, end], at each place that fits the context. */
function spansOf (context, source) {
  const [, before, marked, after] = /^\s*(.*)⟦(.*)⟧(.*?)\s*$/s.exec(context) ?? []
  if (marked === undefined) throw new Error(`A context marks no expression: ${context}`)
  const regExp = new RegExp(`${pattern(before)}(${pattern(marked)})${pattern(after)}`, 'dg')
  return [...source.matchAll(regExp)].map(({ indices }) => indices[1])
}

function sourcesIn (root) {
  return FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`))
}

/**
 * Find the place of each mutant: in the file that it names, or else in the only file that has its context.
 * @returns the mutants by file, and a problem for each mutant that fits nowhere or more than once
 */
export function placeMutants (root, mutants) {
  const sources = new Map(sourcesIn(root).map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  const byFile = new Map()
  const problems = []
  for (const mutant of mutants) {
    const own = sources.has(mutant.file) ? spansOf(mutant.context, sources.get(mutant.file)) : []
    const found = own.length > 0
      ? own.map(() => mutant.file)
      : [...sources].flatMap(([file, source]) => spansOf(mutant.context, source).map(() => file))
    if (found.length === 1) byFile.set(found[0], [...byFile.get(found[0]) ?? [], mutant])
    else problems.push(`${mutant.id} (${mutant.file}): its context is there ${found.length} times`)
  }
  return { byFile, problems }
}

/** @returns a source with a switch at each of its mutants. */
export function withSwitches (source, mutants) {
  const switches = mutants.map((mutant) => ({ ...mutant, span: spansOf(mutant.context, source)[0] }))
  switches.sort((a, b) => b.span[0] - a.span[0])
  let end = source.length
  let text = source
  for (const { id, replace, span: [from, to] } of switches) {
    if (to > end) throw new Error(`${id} overlaps another mutant`)
    const choice = `(globalThis.__mutant(${JSON.stringify(id)}) ? (${replace}) : (${source.slice(from, to)}))`
    text = text.slice(0, from) + choice + text.slice(to)
    end = from
  }
  return text
}
