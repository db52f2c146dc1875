import type { Store } from '../data/store.ts'
import { awaitAnswers } from '../domain/approval/seller-answer.ts'
import { CLASSIC_EVENTS, startClassic } from '../domain/classic/classic-events.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { SamplePlan } from '../domain/records/sample.ts'
import { changedOption, renewSample, SAMPLE } from '../domain/sample/sample-data.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { configuredCredentials } from './credentials.ts'
import { loadListed } from './load.ts'
import { OptionsError, optionNames } from './options/spelling.ts'
import type { Decide } from './transact.ts'

interface StartParts {
  readonly store: Store
  readonly options: ResolvedSimulatorOptions
  readonly environment: (now: Date) => Environment
  readonly decide: Decide
  readonly settle: () => Promise<void>
}

/**
 * Brings what is kept to where it is at each start: sample data at the first, then all that time has brought about while nobody was
 * there, and after that what begins anew, so that lapsed spaces are free again.
 * @throws OptionsError if the sample data was made for other options
 */
export async function prepareState ({ store, options, environment, decide, settle }: StartParts): Promise<void> {
  await store.transaction(async (tx) => {
    const { rules } = environment(tx.now)
    const plan = await tx.get('sample', SAMPLE)
    if (plan === undefined) await tx.apply(renewSample(undefined, options.seed, [], { now: tx.now, rules }))
    else expectSameAssortment(plan, rules)
  })
  await settle()
  const [partner] = configuredCredentials(options).partners
  await decide(async (tx, env) => ({ changes: startClassic(await loadListed(tx, CLASSIC_EVENTS), partner?.id, env) }))
  await decide(async (tx, env) => ({ changes: env.rules.answer === null ? [] : awaitAnswers(await tx.list('proposal', {}), env) }))
}

/** What these options do not know, stored sample data that was made for others would hold. */
function expectSameAssortment (plan: SamplePlan, rules: Rules): void {
  const changed = changedOption(plan, rules)
  if (changed !== undefined) throw new OptionsError(`what the data file holds was made with another ${optionNames(changed)}, which a profile may set; begin anew with --fresh, or take another data file`)
}
