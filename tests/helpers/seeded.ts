import { randomUUID } from 'node:crypto'
import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { createState } from '../../data/engine/state.ts'
import { emptySnapshot, type Snapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import { startClassic } from '../../domain/classic/classic-events.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { OpenIdRecord } from '../../domain/records/partner.ts'
import { renewSample } from '../../domain/sample/sample-data.ts'
import { signingKeys } from '../../plugins/openid/keys.ts'
import { configuredCredentials, digestOf } from '../../simulator/credentials.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { rulesOf } from '../../simulator/options/rules.ts'

/** State after a first start, by seed, rules and instant. */
const seeds = new Map<string, Promise<Snapshot>>()
let signing: Promise<OpenIdRecord> | undefined

/**
 * Create a memory store with the state of a first start: the sample data and the keys of the OpenID Provider, each made
 * once in a worker. Records never change in place, so stores share them.
 * @param options - options of the simulator
 * @param now - the instant of the first start
 */
export async function seededStore (options: object, now: Date): Promise<Store> {
  const resolved = resolveSimulatorOptions(options)
  const rules = rulesOf(resolved)
  const [partner] = configuredCredentials(resolved).partners
  const key = JSON.stringify([resolved.seed, rules, now, partner?.id])
  const known = seeds.get(key) ?? seedOf(resolved.seed, partner?.id, environmentAt(now, rules))
  seeds.set(key, known)
  return createMemoryStore(await known)
}

function environmentAt (now: Date, rules: Rules): Environment {
  let ids = 0
  const newId = (): string => `SEED${++ids}`
  return { now, rules, newId, newUuid: randomUUID, digest: digestOf, content: SAMPLE_CONTENT, base: '' }
}

async function seedOf (seed: number, partner: string | undefined, environment: Environment): Promise<Snapshot> {
  const state = createState({ write: async () => {}, from: emptySnapshot(environment.now) })
  signing ??= newSigningKeys(environment.now)
  const keys = await signing
  await state.transaction(async (tx) => {
    await tx.apply(renewSample(undefined, seed, [], environment))
    await tx.apply(startClassic(new Map(), partner, environment))
    await tx.apply([{ kind: 'openid', id: keys.id, record: keys }])
  })
  return await state.whenIdle(async (snapshot) => snapshot())
}

/** Create the signing keys of this worker. An RSA key takes longer than the rest of a simulator. */
async function newSigningKeys (now: Date): Promise<OpenIdRecord> {
  const store = createMemoryStore(emptySnapshot(now))
  await signingKeys({
    read: async (work) => await store.transaction(work),
    transact: async (work) => await store.transaction(async (tx) => {
      const decision = await work(tx, {} as never)
      await tx.apply(decision.changes)
      return decision
    })
  })
  const [keys] = await store.transaction(async (tx) => await tx.list('openid', {}))
  if (keys === undefined) throw new Error('No keys were made')
  return keys
}
