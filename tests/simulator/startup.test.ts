import { expect, it } from 'vitest'
import { buildApp } from '../helpers/build-app.ts'

it('a store is refused under other options than those of its sample data', async () => {
  const { store } = await buildApp()
  await expect(buildApp({ store, richness: 'golden' })).rejects.toThrow('--fresh')
})
