import { appendFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const { MUTANT = '', MUTATION_ROOT = '', MUTATION_REACH = '' } = process.env
const active = new Set(MUTANT.split(',').filter((id) => id !== ''))
const seen = new Set()

/** Say whether a mutant is active, and record the test file that reaches it. */
globalThis.__mutant = (id) => {
  const path = globalThis.__vitest_worker__?.filepath
  if (MUTATION_REACH !== '' && path !== undefined && !seen.has(`${id} ${path}`)) {
    seen.add(`${id} ${path}`)
    const file = relative(MUTATION_ROOT, path).replaceAll('\\', '/')
    appendFileSync(join(MUTATION_REACH, `${process.pid}.jsonl`), `${JSON.stringify({ id, file })}\n`)
  }
  return active.has(id)
}
