import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files of more than about eight seconds. By itself, vitest knows them only after a first run. */
const LONGEST = [
  'install', 'readme', 'cli', 'answers', 'richness', 'criteria', 'criteria-samples', 'hostile', 'every-error',
  'free-text', 'restart', 'damaged-files', 'bad-address', 'property', 'feeds', 'switched-options', 'kill'
].map((name) => `${name}.test.ts`)

/** Starts long files first, so that no worker waits long for the last file of the other. */
export class LongestFirst extends BaseSequencer {
  override async sort (files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification): number => (LONGEST.indexOf(basename(moduleId)) + 1) || Infinity
    // Workers change between projects slowly, so the files of a project stay together.
    const projects = [...new Set(sorted.map(({ project }) => project.name))]
    const order = (file: TestSpecification): number => projects.indexOf(file.project.name)
    return sorted.sort((a, b) => order(a) - order(b) || compare(rank(a), rank(b)))
  }
}

const compare = (a: number, b: number): number => a === b ? 0 : a - b
