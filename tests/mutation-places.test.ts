import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FOLDER = join(import.meta.dirname, '../scripts/mutation')

interface Named { readonly id: string }

const idsIn = (name: string): string[] => (JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Named[]).map(({ id }) => id)

it('each mutant has its place in the sources, and a test that catches it', () => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(FOLDER, 'run.js'), '--check'], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^\d{3,} mutants, 0 without a place/)
  expect(idsIn('results.json').toSorted()).toEqual(idsIn('mutants.json').toSorted())
})
