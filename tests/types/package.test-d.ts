/** Type tests of the public interface. The type checker runs them: `npm run typecheck`. */
import { expectTypeOf } from 'vitest'
import type { FastifyPluginAsync } from 'fastify'
import type { FromSchema } from 'json-schema-to-ts'
import plugin, {
  type Change, type Difference, type DueRecord, type FeedItem, type Kind, type Mark, type OpenBookingSimulatorOptions, type OpportunityType,
  OptionsError, type ProfileName, type Reader, type Records, type SimulatorOptions, type Store, type StoredRecord,
  StoreUnavailableError, type Tx
} from '../../plugin.ts'
import type { simulatorOptions } from '../../schemas/options.ts'

// The generated interface is the type of the schema.
type FromOptionsSchema = FromSchema<typeof simulatorOptions, { keepDefaultedPropertiesOptional: true }>
expectTypeOf<keyof SimulatorOptions>().toEqualTypeOf<keyof FromOptionsSchema>()
expectTypeOf<SimulatorOptions>().toEqualTypeOf<FromOptionsSchema>()

// Options have the names and values of the schema, and all can be left out.
expectTypeOf({}).toExtend<SimulatorOptions>()
expectTypeOf<{ leasing: 'named', leaseMinutes: 5, types: ['Event'] }>().toExtend<SimulatorOptions>()
expectTypeOf<{ leasing: 'sometimes' }>().not.toExtend<SimulatorOptions>()
expectTypeOf<{ seed: 'one' }>().not.toExtend<SimulatorOptions>()
expectTypeOf<NonNullable<SimulatorOptions['types']>[number]>().toEqualTypeOf<OpportunityType>()
expectTypeOf<NonNullable<SimulatorOptions['profile']>>().toEqualTypeOf<ProfileName>()
// @ts-expect-error a misspelt option
export const misspelt: SimulatorOptions = { leaseMinuts: 5 }

expectTypeOf(plugin).toExtend<FastifyPluginAsync<OpenBookingSimulatorOptions>>()
expectTypeOf<SimulatorOptions>().toExtend<OpenBookingSimulatorOptions>()
expectTypeOf<OpenBookingSimulatorOptions['clock']>().toEqualTypeOf<string | (() => Date) | undefined>()
expectTypeOf(new OptionsError()).toExtend<Error>()

/** A store outside this package needs exported types only. */
export class OwnStore implements Store {
  readonly #records = new Map<Kind, Map<string, Records[Kind]>>()
  readonly #feeds = new Map<string, FeedItem[]>()

  async transaction<T> (work: (tx: Tx) => Promise<T>): Promise<T> {
    const staged: Change[] = []
    const reader: Reader = {
      get: async (kind, id) => this.#records.get(kind)?.get(id) as Records[typeof kind] | undefined,
      list: async (kind) => [...this.#records.get(kind)?.values() ?? []] as Array<Records[typeof kind]>,
      due: async (): Promise<readonly DueRecord[]> => [],
      sizeOf: async () => 0,
      all: async (): Promise<readonly StoredRecord[]> => [],
      changedSince: async (): Promise<readonly Difference[]> => []
    }
    const result = await work({ ...reader, apply: async (changes) => { staged.push(...changes) } })
    for (const { kind, id, record } of staged) {
      if (record === null) throw new StoreUnavailableError(new Error('This store forgets nothing'))
      this.#records.set(kind, new Map([...this.#records.get(kind) ?? [], [id, record]]))
    }
    return result
  }

  async feedPage (feed: string, cursor: number | null, limit: number): Promise<readonly FeedItem[]> {
    return (this.#feeds.get(feed) ?? []).filter(({ modified }) => modified > (cursor ?? 0)).slice(0, limit)
  }

  async mark (): Promise<Mark> {
    return { number: 1 }
  }

  forget (): void {
    this.#feeds.clear()
  }

  readonly isShared = false

  async read<T> (work: (reader: Reader) => Promise<T>): Promise<T> {
    return await this.transaction(work)
  }

  async dueAt (): Promise<number> {
    return Infinity
  }

  async isWritable (): Promise<boolean> {
    return true
  }

  async close (): Promise<void> {
    this.#records.clear()
  }
}
expectTypeOf<{ store: OwnStore }>().toExtend<OpenBookingSimulatorOptions>()
