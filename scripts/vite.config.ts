import { defineConfig } from 'vite'
import { compiledValidators } from './compiled-validators.ts'

/** The entry points of the package. */
const ENTRIES = ['app', 'cli', 'plugin', 'testing']

/** Modules that benches, scripts and tests load by themselves. */
const PARTS = ['data/file/lock', 'data/lowdb-store', 'simulator/due-timer']

/** Files by their first module, with all that it imports: each command loads what it needs. Earlier ones take first. */
const GROUPS = [
  { name: 'command-line', test: /\/cli\/process\.ts$/, priority: 3 },
  { name: 'options', test: /\/options\/resolve\.ts$/, priority: 2 },
  { name: 'simulator', test: /\/plugin\.ts$/, priority: 1 }
]

/** The JavaScript of the package: few files, because loading one file for each module takes a quarter of a start. */
export default defineConfig({
  publicDir: false,
  plugins: [compiledValidators()],
  logLevel: 'warn',
  build: {
    // For Node: packages stay imports.
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: false,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      input: Object.fromEntries([...ENTRIES, ...PARTS].map((name) => [name, `${name}.ts`])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', codeSplitting: { groups: GROUPS } }
    }
  }
})
