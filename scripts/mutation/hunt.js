import { runTests } from './vitest-run.js'

/** Longer files (ms) are left to the run of all tests, unless no other file reaches a mutant. */
const SLOW = 60_000
/** Numbers of files that run together for one mutant; the most likely files run first. */
const CHUNKS = [4, 12]
/** Time limit of a run (ms), beside three times its duration without a mutant. */
const LIMIT = 240_000
/** Words count as alike if they share this many first letters (count). */
const ALIKE = 5

function wordsOf (text) {
  const words = text.toLowerCase().split(/[^a-z]+/).filter((word) => word.length > 2)
  return new Set(words.map((word) => word.slice(0, ALIKE)))
}

/** @returns the files that reach a mutant: first the quick ones that reach few others and have a similar name */
function filesFor (mutant, { files, durations }) {
  const weight = {}
  for (const file of Object.values(files).flat()) weight[file] = (weight[file] ?? 0) + 1
  const words = wordsOf(`${mutant.id} ${mutant.file}`)
  const likeness = (file) => [...wordsOf(file)].filter((word) => words.has(word)).length
  const costs = (file) => weight[file] * Math.max(durations[file] ?? 0, 1000) / 8 ** likeness(file)
  return files[mutant.id].toSorted((a, b) => costs(a) - costs(b))
}

/** Run some files with one mutant. @returns the first failure, undefined if there is none */
async function firstFailure (tree, files, { id }, { durations }) {
  const limit = LIMIT + 3 * files.reduce((sum, file) => sum + (durations[file] ?? 0), 0)
  const { failed: [by] } = await runTests(tree, files, { mutants: [id], bail: true, limit })
  return by
}

/**
 * Run the test that caught a mutant in an earlier run, then its whole file.
 * @param by - file and name of that test
 * @returns the first failure, undefined if there is none
 */
export async function huntAgain (tree, { id }, by) {
  const [file, ...names] = by.split(' › ')
  for (const test of [names.join(' › '), undefined]) {
    const options = { mutants: [id], bail: true, limit: LIMIT, test, mayLack: true }
    const { failed } = await runTests(tree, [file], options)
    if (failed.length > 0) return failed[0]
  }
  return undefined
}

/** Run the likeliest tests that reach a mutant until one fails. @returns that test, undefined if none fails */
export async function hunt (tree, mutant, reach) {
  const all = filesFor(mutant, reach)
  const quick = all.filter((file) => (reach.durations[file] ?? 0) < SLOW)
  let left = quick.length > 0 ? quick : all
  for (const size of CHUNKS) {
    const files = left.slice(0, size)
    left = left.slice(size)
    if (files.length === 0) return undefined
    const by = await firstFailure(tree, files, mutant, reach)
    if (by !== undefined) return by
  }
  return undefined
}

/**
 * Run all tests with all given mutants at once. Each file with a failure then runs again with each mutant alone that
 * it reaches.
 * @param found - called with each caught mutant and the test that caught it
 */
export async function huntTogether (tree, mutants, reach, found) {
  const { failed } = await runTests(tree, [], { mutants: mutants.map(({ id }) => id) })
  const suspects = new Set(failed.map((name) => name.split(' › ')[0]))
  for (const mutant of mutants) {
    const own = filesFor(mutant, reach)
    // Test files share modules, so that a file may reach a mutant without a record of it.
    const files = own.length > 0 ? own.filter((file) => suspects.has(file)) : [...suspects]
    for (let at = 0; at < files.length; at += CHUNKS[1]) {
      const by = await firstFailure(tree, files.slice(at, at + CHUNKS[1]), mutant, reach)
      if (by === undefined) continue
      found(mutant, by)
      break
    }
  }
}
