import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/helpers/longest-first.ts'
import { FULL } from './tests/helpers/runs.ts'

/** Time limits end a test that hangs; they measure nothing (ms). */
const LIMITS = { testTimeout: 120_000, hookTimeout: 120_000 }

/** Tests through HTTP. */
const HTTP = ['tests/plugins/**/*.test.ts', 'tests/routes/**/*.test.ts']
const DOMAIN = ['tests/domain/**/*.test.ts']

/** Tests of many generated cases, of killed processes, of damage and of sizes, which `npm run test:more` runs. */
const THOROUGH = [
  'tests/richness.test.ts',
  'tests/data/{damaged-files,kill,lock,lost-files,sizes,version-2}.test.ts',
  'tests/data/postgres/*.test.ts',
  'tests/domain/{criteria-samples,switched-options}.test.ts',
  'tests/routes/approval/{property,at-once.property}.test.ts',
  'tests/routes/{classic,openid}/restart.test.ts',
  'tests/routes/docs/examples.test.ts',
  'tests/routes/open-data/random-mode.test.ts',
  'tests/routes/several-instances.test.ts',
  'tests/routes/test-interface/{criteria,switched-options}.test.ts',
  'tests/simulation/simulation.test.ts'
]

/** Tests of generated cases: `npm test` runs a sample of them, `npm run test:more` all. */
const SAMPLED = [
  'tests/cli/check-broker.test.ts',
  'tests/dashboard/snippets.test.ts',
  'tests/data/faults/*.test.ts',
  'tests/routes/booking/{free-text,ignored-properties,leased-quotes,payment-details,repeats.property}.test.ts',
  'tests/routes/{classic/spaces,control/*,spaces}.property.test.ts',
  'tests/routes/control/{new-opportunity,offers}.test.ts',
  'tests/routes/specification/sellers.test.ts'
]

/** HTTP tests that no prefix and no host concern: values, documents, and areas whose addresses other tests check. */
const UNMOUNTED = [
  'approval/*', 'bad-input', 'bad-values', 'booking/!(orders|orders-feed)', 'booking/pricing/*', 'classic/!(methods|welcome)', 'content-encoding',
  'control/**/*', 'credentials', 'docs/*', 'error-words', 'every-error', 'failed-credentials',
  'openid/!(access|consent|pages)', 'partners', 'shapes', 'spaces.property', 'specification/*',
  'test-interface/!(datasets)'
].map((name) => `tests/routes/${name}.test.ts`)

/** Domain tests that compute instants. */
const INSTANTS = [
  'bookability', 'broker-report', 'cancellation', 'classic-events', 'control/state/*', 'expired-leases', 'formats',
  'logistics', 'proposal-changes', 'rpde', 'sample-data', 'seller-answer'
].map((name) => `tests/domain/${name}.test.ts`)

/** Tests with real processes: the command line and the README in `npm test`, the package and every page in the rest. */
const PROCESSES = FULL
  ? ['browser-app', 'build', 'dashboard', 'dashboard-pictures', 'dashboard-views', 'examples', 'https', 'install', 'login', 'outputs', 'readme', 'reference-page']
  : ['cli', 'fastify-start', 'image', 'readme']
const PACKAGE = PROCESSES.map((name) => `tests/package/${name}.test.ts`)

const UNIT = [
  'tests/*.test.ts', ...DOMAIN, ...['cli', 'dashboard', 'data', 'simulator', 'testing'].map((folder) => `tests/${folder}/**/*.test.ts`), ...HTTP
]

/**
 * Test files leave nothing in the modules of a worker that another file would see, so workers load modules once. Tests
 * make much that is soon garbage, and run most code a few times: with both processors busy, rare collections in one
 * thread and an early cheap compiler take the least time.
 */
const SHARED = {
  isolate: false,
  setupFiles: 'tests/helpers/untracked-promises.ts',
  execArgv: ['--max-semi-space-size=64', '--single-threaded-gc', '--always-sparkplug'],
  ...LIMITS
}
const globalSetup = 'tests/helpers/empty-collection.ts'
const mounted = { MOUNT_PREFIX: '/sim' }
const auckland = { TZ: 'Pacific/Auckland' }
const newYork = { TZ: 'America/New_York' }

export default defineConfig({
  test: {
    maxWorkers: 2,
    // A run takes the transformed modules of the one before.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8', reporter: 'text', include: ['**/*.ts'], exclude: ['tests/**', 'dist/**', '*.config.ts']
    },
    projects: [
      { test: { name: 'unit', include: UNIT, exclude: THOROUGH, globalSetup, ...SHARED } },
      { test: { name: 'thorough', include: [...THOROUGH, ...SAMPLED], globalSetup, ...SHARED } },
      // Mounted below a prefix in a host with plugins of its own.
      { test: { name: 'mounted', include: HTTP, exclude: [...UNMOUNTED, ...THOROUGH], env: mounted, globalSetup, ...SHARED } },
      { test: { name: 'auckland', include: INSTANTS, env: auckland, ...SHARED } },
      { test: { name: 'new-york', include: INSTANTS, env: newYork, ...SHARED } },
      { test: { name: 'collected', include: ['tests/collected/**/*.test.ts'], testTimeout: 1_800_000 } },
      { test: { name: 'package', include: PACKAGE, testTimeout: 600_000, hookTimeout: 600_000 } }
    ]
  }
})
