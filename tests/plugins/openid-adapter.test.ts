import { describe, expect, it } from 'vitest'
import type { Store } from '../../data/store.ts'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { giveConsent } from '../../domain/partners/consent.ts'
import { adapterFor } from '../../plugins/openid/adapter.ts'
import { createRecordLimits, MOST_RECORDS } from '../../plugins/openid/record-limits.ts'
import { createSimulator } from '../../simulator/index.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { NOW } from '../domain/build.ts'

const clock = (): Date => NOW

/** Create a simulator and the adapter of its provider; a second call with its store is a restart. */
async function create (store: Store = createMemoryStore(emptySnapshot(NOW))) {
  const simulator = await createSimulator({
    options: resolveSimulatorOptions({}), baseUrl: () => 'http://localhost:5000', log: { warn () {}, error () {} }, clock, store
  })
  const adapter = adapterFor(simulator, createRecordLimits(simulator), () => undefined)
  const count = async (model: string): Promise<number> => await simulator.read(async (reader) => (await reader.list('openid', { model })).length)
  return { simulator, store, adapter, count }
}

it('a token is dropped if its grant was withdrawn meanwhile', async () => {
  const { simulator, adapter } = await create()
  const [grants, tokens] = [adapter('Grant'), adapter('AccessToken')]
  const parties = { partner: 'clientid_800', seller: 'sellers/1' }
  const payload = { clientId: parties.partner, accountId: parties.seller }
  await simulator.transact(() => ({
    changes: giveConsent({ granted: [], orders: [], proposals: [] }, parties, ['openid'], NOW)
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

describe.each(['Interaction', 'Session'])('the number of records: %s', (model) => {
  it('has a limit; the one used longest ago goes', async () => {
    const { adapter, count } = await create()
    const records = adapter(model)
    await records.upsert('kept', { uid: 'kept' }, 60)
    await records.upsert('idle', { uid: 'idle' }, 60)
    for (let number = 2; number < MOST_RECORDS; number++) await records.upsert(`of ${number}`, { uid: `${number}` }, 60)
    expect(await count(model)).toBe(MOST_RECORDS)
    expect(await records.find('kept')).toBeDefined()
    await records.upsert('one more', { uid: 'one more' }, 60)
    expect(await count(model)).toBe(MOST_RECORDS)
    expect([await records.find('idle'), await records.findByUid('kept')]).toEqual([undefined, expect.anything()])
    for (let number = 0; number < MOST_RECORDS * 2; number++) await records.upsert(`then ${number}`, { uid: `then ${number}` }, 60)
    expect(await count(model)).toBe(MOST_RECORDS)
    expect(await records.find('kept')).toBeUndefined()
  })

  it('has the same limit after a restart, and for what an earlier version stored', async () => {
    const { simulator, store } = await create()
    await simulator.transact(() => ({
      changes: Array.from({ length: MOST_RECORDS + 50 }, (_, number) => {
        const id = `${model} ${number}`
        return { kind: 'openid', id, record: { id, model, payload: {}, expires: new Date(NOW.getTime() + 60_000 + number * 1000).toISOString() } }
      })
    }))
    const { adapter, count } = await create(store)
    await adapter(model).upsert('new', { uid: 'new' }, 3600)
    expect(await count(model)).toBe(MOST_RECORDS)
    expect(await adapter(model).find('new')).toBeDefined()
    const left = await simulator.read(async (reader) => await Promise.all([50, 51].map(async (number) => await reader.get('openid', `${model} ${number}`))))
    expect(left).toEqual([undefined, expect.anything()])
  })
})

it('the tokens of one client have a limit, and take no room from another', async () => {
  const { adapter, count } = await create()
  const tokens = adapter('ClientCredentials')
  await tokens.upsert('other', { clientId: 'other' }, 60)
  for (let number = 0; number < MOST_RECORDS * 2; number++) await tokens.upsert(`of ${number}`, { clientId: 'busy' }, 60)
  expect(await count('ClientCredentials')).toBe(MOST_RECORDS + 1)
  expect(await tokens.find('other')).toBeDefined()
})

it('records that ended leave their room', async () => {
  const { adapter, count } = await create()
  const records = adapter('Interaction')
  for (let number = 0; number < MOST_RECORDS; number++) await records.upsert(`of ${number}`, { uid: `${number}` }, 60)
  for (let number = 1; number < MOST_RECORDS; number++) await records.destroy(`of ${number}`)
  for (let number = 0; number < MOST_RECORDS - 1; number++) await records.upsert(`then ${number}`, { uid: `then ${number}` }, 60)
  expect(await count('Interaction')).toBe(MOST_RECORDS)
  expect(await records.find('of 0')).toBeDefined()
})
