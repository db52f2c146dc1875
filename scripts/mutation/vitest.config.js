import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import mutantPlugin from './mutant-plugin.js'

const root = process.env.MUTATION_ROOT
const tool = process.env.MUTATION_TOOL
const names = process.env.MUTATION_PROJECTS.split(',')

/** Read the configuration of the tree with the Vite of its own tests. */
async function configOf (folder) {
  const vitest = createRequire(join(folder, 'package.json')).resolve('vitest/package.json')
  const vite = createRequire(vitest).resolve('vite')
  const { loadConfigFromFile } = await import(pathToFileURL(vite).href)
  const file = join(folder, 'vitest.config.ts')
  const { config } = await loadConfigFromFile({ command: 'serve', mode: 'test' }, file, folder)
  return config
}

const config = await configOf(root)
const mutants = JSON.parse(readFileSync(join(tool, 'mutants.json'), 'utf8'))
const projects = config.test.projects.filter(({ test }) => names.includes(test.name))
if (projects.length !== names.length) throw new Error(`The tree has not all of the projects ${names.join(', ')}`)

export default {
  ...config,
  root,
  test: {
    ...config.test,
    maxWorkers: 2,
    // Modules of an earlier run have no mutants.
    experimental: {},
    projects: projects.map((project) => ({
      ...project,
      root,
      plugins: [...project.plugins ?? [], mutantPlugin(root, mutants)],
      test: { ...project.test, setupFiles: [join(tool, 'setup.js'), ...[project.test.setupFiles ?? []].flat()] }
    }))
  }
}
