import { randomUUID } from 'node:crypto'
import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { createState, type State } from '../../data/engine/state.ts'
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
import { folderContents, newDataFile, openStore, writeDataFile } from '../data/files.ts'

/** State after a first start, by seed, rules and instant. */
const seeds = new Map<string, Promise<Snapshot>>()
/** The files of such a state: Latin-1 text by file name. */
const files = new Map<string, Promise<Record<string, string>>>()
let signing: Promise<OpenIdRecord> | undefined

/**
 * Create a memory store with the state of a first start: the sample data and the keys of the OpenID Provider, each made
 * once in a worker. Records never change in place, so stores share them.
 * @param options - options of the simulator
 * @param now - the instant of the first start
 */
export async function seededStore (options: object, now: Date): Promise<Store> {
  return createMemoryStore(await seededSnapshot(options, now))
}

/** @returns the records of `seededStore`. */
export async function seededSnapshot (options: object, now: Date): Promise<Snapshot> {
  const { key, plan } = seedOf(options, now)
  return await once(seeds, key, async () => {
    const state = createState({ write: async () => {}, from: emptySnapshot(now) })
    await sow(state, plan)
    return await snapshotOf(state)
  })
}

/**
 * Create a data file with the state of a first start, as `seededStore` does. The folder is deleted when the test ends.
 * @returns the path of the data file
 */
export async function seededFile (options: object, now: Date): Promise<string> {
  const { key, plan } = seedOf(options, now)
  return await writeDataFile(await once(files, key, async () => {
    const file = await newDataFile()
    const store = await openStore(file, { clock: () => now })
    await sow(store, plan)
    await store.close()
    return await folderContents(file)
  }))
}

/** @returns the records of a store in memory, once its transactions have ended. */
export async function snapshotOf (state: State): Promise<Snapshot> {
  return await state.whenIdle(async (snapshot) => snapshot())
}

/** Create what is expensive once in a worker. */
function once<T> (known: Map<string, Promise<T>>, key: string, create: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? create()
  known.set(key, made)
  return made
}

interface Plan { readonly seed: number, readonly partner: string | undefined, readonly environment: Environment }

function seedOf (options: object, now: Date): { readonly key: string, readonly plan: Plan } {
  const resolved = resolveSimulatorOptions(options)
  const rules = rulesOf(resolved)
  const partner = configuredCredentials(resolved).partners[0]?.id
  return {
    key: JSON.stringify([resolved.seed, rules, now, partner]),
    plan: { seed: resolved.seed, partner, environment: environmentAt(now, rules) }
  }
}

function environmentAt (now: Date, rules: Rules): Environment {
  let ids = 0
  const newId = (): string => `SEED${++ids}`
  return { now, rules, newId, newUuid: randomUUID, digest: digestOf, content: SAMPLE_CONTENT, base: '' }
}

async function sow (store: Pick<Store, 'transaction'>, { seed, partner, environment }: Plan): Promise<void> {
  signing ??= newSigningKeys(environment.now)
  const keys = await signing
  await store.transaction(async (tx) => {
    await tx.apply(renewSample(undefined, seed, [], environment))
    await tx.apply(startClassic(new Map(), partner, environment))
    await tx.apply([{ kind: 'openid', id: keys.id, record: keys }])
  })
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
