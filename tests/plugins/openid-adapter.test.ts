import { expect, it } from 'vitest'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { adapterFor } from '../../plugins/openid/adapter.ts'
import { createSimulator } from '../../simulator/index.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { NOW } from '../domain/build.ts'

it('a token is dropped if its grant was withdrawn meanwhile', async () => {
  const clock = (): Date => NOW
  const simulator = await createSimulator({
    options: resolveSimulatorOptions({}),
    baseUrl: () => 'http://localhost:5000',
    log: { warn () {}, error () {} },
    clock,
    store: createMemoryStore(clock)
  })
  const adapter = adapterFor(simulator, () => undefined)
  const [grants, tokens] = [adapter('Grant'), adapter('AccessToken')]
  await grants.upsert('grant', { jti: 'grant' }, 60)
  await tokens.upsert('early', { grantId: 'grant' }, 60)
  await grants.destroy('grant')
  await tokens.upsert('late', { grantId: 'grant' }, 60)
  expect(await tokens.find('early')).toMatchObject({ grantId: 'grant' })
  expect(await tokens.find('late')).toBeUndefined()
})
