import { rmSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestProject } from 'vitest/node'
import { COLLECTION, recordRun } from './collection.ts'

/**
 * Delete the collection of the previous run.
 * @returns a function that records at the end which test files of the project this run left out
 */
export default function setup (project: TestProject): () => Promise<void> {
  rmSync(COLLECTION, { recursive: true, force: true })
  return async () => { recordRun(project.name, await omittedFiles(project)) }
}

async function omittedFiles (project: TestProject): Promise<string[]> {
  const { config: { root }, vitest } = project
  const { testFiles } = await project.globTestFiles()
  if (vitest.config.testNamePattern !== undefined) return [`tests other than ${String(vitest.config.testNamePattern)}`]
  const ended = vitest.state.getTestModules().filter((module) => module.project.name === project.name && module.state() !== 'queued' && module.state() !== 'pending')
  const known = new Set(ended.map(({ moduleId }) => moduleId))
  return testFiles.filter((file) => !known.has(file)).map((file) => relative(root, file))
}
