import { defineConfig } from 'vitest/config'

/** A test that hangs has to end; how long others take is the machine's business (ms). */
const LONG_ENOUGH = { testTimeout: 120_000, hookTimeout: 120_000 }

/** Tests that go through HTTP; they run alone, and again mounted in a host that has plugins of its own. */
const HTTP = ['tests/plugins/**/*.test.ts', 'tests/routes/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/*.test.ts', 'tests/domain/**/*.test.ts', 'tests/data/**/*.test.ts', 'tests/cli/**/*.test.ts', 'tests/simulator/**/*.test.ts', ...HTTP],
          globalSetup: 'tests/helpers/empty-collection.ts',
          ...LONG_ENOUGH
        }
      },
      { test: { name: 'mounted', include: HTTP, env: { MOUNT_PREFIX: '/sim' }, ...LONG_ENOUGH } },
      { test: { name: 'auckland', include: ['tests/domain/**/*.test.ts'], env: { TZ: 'Pacific/Auckland' }, ...LONG_ENOUGH } },
      { test: { name: 'new-york', include: ['tests/domain/**/*.test.ts'], env: { TZ: 'America/New_York' }, ...LONG_ENOUGH } },
      { test: { name: 'collected', include: ['tests/collected/**/*.test.ts'], testTimeout: 1_800_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } }
    ]
  }
})
