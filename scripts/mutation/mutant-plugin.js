import { join } from 'node:path'
import { placeMutants, withSwitches } from './place.js'

/** Create a Vite plugin that puts all mutants into the sources below a folder, each behind a switch. */
export default function mutantPlugin (root, mutants) {
  const { byFile, problems } = placeMutants(root, mutants)
  if (problems.length > 0) throw new Error(`Mutants without a place:\n${problems.join('\n')}`)
  const byPath = new Map([...byFile].map(([file, own]) => [join(root, file).replaceAll('\\', '/'), own]))
  return {
    name: 'mutants',
    enforce: 'pre',
    transform (source, id) {
      const own = byPath.get(id.replace(/\?.*$/, ''))
      return own === undefined ? undefined : { code: withSwitches(source, own), map: null }
    }
  }
}
