import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
/** An import or export of values from another module; types and `import()` load nothing at the start. */
const LOADED = /^(?:import|export) (?!type )[^;]*?from '([^']+)'|^import '([^']+)'/gm

/** @returns the modules that load with some, packages by name. */
function loadedWith (entries: readonly string[]): Set<string> {
  const loaded = new Set<string>()
  const visit = (module: string): void => {
    if (loaded.has(module)) return
    loaded.add(module)
    for (const [, from, alone] of readFileSync(join(ROOT, module), 'utf8').matchAll(LOADED)) {
      const name = from ?? alone ?? ''
      if (name.startsWith('.')) visit(join(dirname(module), name))
      else loaded.add(name)
    }
  }
  for (const entry of entries) visit(entry)
  return loaded
}

it('a start loads no package and no module that only some requests or options need', () => {
  const loaded = loadedWith(['cli.ts', 'cli/process.ts', 'cli/start.ts', 'cli/listen.ts', 'cli/server.ts', 'plugin.ts', 'app.ts'])
  expect(loaded).toContain('@fastify/cors')
  expect(loaded).toContain('data/lowdb-store.ts')
  const names = [...loaded]
  const later = Object.keys(dependencies).filter((name) => !names.some((known) => known === name || known.startsWith(`${name}/`)))
  expect(later).toEqual(expect.arrayContaining([
    '@fastify/rate-limit', '@fastify/swagger', '@fastify/swagger-ui', 'ajv', 'ajv-formats', 'bwip-js', 'oidc-provider', 'pg', 'postgrator'
  ]))
  const modules = ['cli/control/check-broker.ts', 'data/postgres/postgres-store.ts', 'plugins/openapi/reference.ts']
  expect(modules.filter((name) => !existsSync(join(ROOT, name)) || loaded.has(name))).toEqual([])
})
