import { defineConfig } from 'vitest/config'

/** Tests that go through HTTP; they run alone, and again mounted in a host that has plugins of its own. */
const HTTP = ['tests/plugins/**/*.test.ts', 'tests/routes/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/*.test.ts', 'tests/domain/**/*.test.ts', 'tests/data/**/*.test.ts', ...HTTP],
          globalSetup: 'tests/helpers/empty-collection.ts'
        }
      },
      { test: { name: 'mounted', include: HTTP, env: { MOUNT_PREFIX: '/sim' } } },
      { test: { name: 'auckland', include: ['tests/domain/**/*.test.ts'], env: { TZ: 'Pacific/Auckland' } } },
      { test: { name: 'new-york', include: ['tests/domain/**/*.test.ts'], env: { TZ: 'America/New_York' } } },
      { test: { name: 'collected', include: ['tests/collected/**/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false } }
    ]
  }
})
