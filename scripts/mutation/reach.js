import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runTests } from './vitest-run.js'

/** Run all tests without a mutant. @returns the files that reach each mutant, and the duration of each file (ms) */
export async function measureReach (tree, mutants) {
  const folder = join(tree.out, 'reach')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const begun = Date.now()
  const { failed, durations, total } = await runTests(tree, [], { reach: folder })
  const files = Object.fromEntries(mutants.map(({ id }) => [id, []]))
  for (const { id, file } of readdirSync(folder).flatMap((name) => linesOf(join(folder, name)))) {
    if (files[id] !== undefined && !files[id].includes(file)) files[id].push(file)
  }
  rmSync(folder, { recursive: true })
  return { seconds: Math.round((Date.now() - begun) / 1000), tests: total, failed, durations, files }
}

function linesOf (file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}
