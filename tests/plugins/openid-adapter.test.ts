import { expect, it } from 'vitest'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { giveConsent } from '../../domain/partners/consent.ts'
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
  const parties = { partner: 'clientid_800', seller: 'sellers/1' }
  const payload = { clientId: parties.partner, accountId: parties.seller }
  await simulator.transact((tx) => ({
    changes: giveConsent({ granted: [], orders: [], proposals: [] }, parties, ['openid'], tx.now)
  }))
  await grants.upsert('grant', { jti: 'grant', ...payload }, 60)
  await tokens.upsert('early', { grantId: 'grant' }, 60)
  await grants.destroy('grant')
  await tokens.upsert('late', { grantId: 'grant' }, 60)
  expect(await tokens.find('early')).toMatchObject({ grantId: 'grant' })
  expect(await tokens.find('late')).toBeUndefined()
  await grants.upsert('without consent', { jti: 'without consent', clientId: 'clientid_801', accountId: 'sellers/1' }, 60)
  expect(await grants.find('without consent')).toBeUndefined()
})
