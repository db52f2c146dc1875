/**
 * Put faults into the sources, one at a time, and find the test that catches each.
 * node scripts/mutation/run.js [--root DIR] [--out DIR] [--project NAME,…] [--without FILE,…] [--only ID,…]
 * [--first FILE] [--check] [--keep-reach]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hunt, huntAgain, huntTogether } from './hunt.js'
import { placeMutants } from './place.js'
import { measureReach } from './reach.js'

const ROOT = join(import.meta.dirname, '../..')

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: ROOT },
    out: { type: 'string', default: join(ROOT, 'node_modules/.cache/mutation') },
    project: { type: 'string', default: 'unit' },
    without: { type: 'string' },
    only: { type: 'string' },
    first: { type: 'string' },
    check: { type: 'boolean', default: false },
    'keep-reach': { type: 'boolean', default: false }
  }
})
const tree = {
  root: resolve(values.root),
  out: resolve(values.out),
  tool: import.meta.dirname,
  projects: values.project.split(','),
  without: values.without === undefined ? [] : values.without.split(',')
}
const all = JSON.parse(readFileSync(join(tree.tool, 'mutants.json'), 'utf8'))
const wanted = values.only?.split(',') ?? all.map(({ id }) => id)
const mutants = all.filter(({ id }) => wanted.includes(id))

const { byFile, problems } = placeMutants(tree.root, all)
for (const problem of problems) console.error(problem)
console.log(`${all.length} mutants, ${problems.length} without a place, in ${byFile.size} files`)
if (problems.length > 0) process.exitCode = 1
else if (!values.check) await catchAll()

async function catchAll () {
  mkdirSync(tree.out, { recursive: true })
  const results = new Map(existing().map((result) => [result.id, result]))
  await tryEarlierTests(results)
  const open = mutants.filter(({ id }) => results.get(id)?.by === undefined)
  if (open.length > 0) await huntAll(open, results)
  const survivors = [...results.values()].filter(({ by }) => by === undefined).map(({ id }) => id)
  console.log(`${results.size - survivors.length} of ${results.size} caught; not caught: ${survivors.join(', ')}`)
}

/** Try for each mutant the test that caught it in an earlier run, if its file still exists. */
async function tryEarlierTests (results) {
  const earlier = values.first === undefined ? [] : JSON.parse(readFileSync(values.first, 'utf8'))
  const catchers = new Map(earlier.map(({ id, by }) => [id, by]))
  for (const mutant of mutants) {
    const catcher = catchers.get(mutant.id)
    if (catcher === undefined || !existsSync(join(tree.root, catcher.split(' › ')[0]))) continue
    const begun = Date.now()
    const by = await huntAgain(tree, mutant, catcher)
    if (by !== undefined) record(results, mutant, by, begun)
  }
}

/** Find out which tests reach which mutant, then hunt each mutant that is left. */
async function huntAll (open, results) {
  const reach = await reachOf()
  for (const mutant of open) {
    const begun = Date.now()
    record(results, mutant, await hunt(tree, mutant, reach), begun)
  }
  const left = open.filter(({ id }) => results.get(id).by === undefined)
  if (left.length > 0) await huntTogether(tree, left, reach, (mutant, by) => record(results, mutant, by, Date.now()))
}

async function reachOf () {
  const file = join(tree.out, 'reach.json')
  if (values['keep-reach'] && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const reach = await measureReach(tree, all)
  writeFileSync(file, `${JSON.stringify(reach, null, 2)}\n`)
  console.log(`${reach.tests} tests without a mutant took ${reach.seconds} s`)
  if (reach.failed.length > 0) throw new Error(`Tests fail without a mutant:\n${reach.failed.join('\n')}`)
  return reach
}

function existing () {
  const file = join(tree.out, 'results.json')
  return values.only !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

function record (results, { id, fault }, by, begun) {
  results.set(id, { id, fault, ...(by !== undefined && { by }) })
  const seconds = Math.round((Date.now() - begun) / 1000)
  console.log(`${by === undefined ? 'not caught' : 'caught'}: ${id} (${seconds} s) ${by ?? ''}`)
  const lines = [...results.values()].map((result) => `  ${JSON.stringify(result)}`)
  writeFileSync(join(tree.out, 'results.json'), `[\n${lines.join(',\n')}\n]\n`)
}
