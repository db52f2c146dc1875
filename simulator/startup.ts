import { finishInSteps } from '../data/in-steps.ts'
import { awaitAnswers } from '../domain/approval/seller-answer.ts'
import { CLASSIC_EVENTS, startClassic } from '../domain/classic/classic-events.ts'
import { putClock } from '../domain/control/state/clock.ts'
import { lowerCaseUuids } from '../domain/operations/lower-case-uuids.ts'
import type { ClockSetting } from '../domain/records/control/clock-setting.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { Opportunity } from '../domain/records/opportunity.ts'
import type { SamplePlan } from '../domain/records/sample.ts'
import { changedOption, renewSampleInParts, SAMPLE } from '../domain/sample/sample-data.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { configuredCredentials } from './credentials.ts'
import { loadAllByUuid, loadOpportunities } from './load.ts'
import type { Log } from './log.ts'
import { optionNames, OptionsError } from './options/spelling.ts'
import type { Transact } from './transact.ts'

/** Most UUIDs that one line of the log names (count). */
const MOST_NAMED = 10

interface StartupParts {
  readonly options: ResolvedSimulatorOptions
  readonly transact: Transact
  /** The setting with which a new state begins. */
  readonly setting: ClockSetting
  readonly processDue: () => Promise<unknown>
  readonly log: Log
}

/** The outcome of the preparation. */
interface PreparedState {
  readonly isNew: boolean
  readonly keptSpellings: ReadonlySet<string>
}

/**
 * Bring the state to the present: sample data at the first start, then everything that came due while the simulator
 * was down. Events of the older API begin anew last, so that expired leases have released their spaces.
 * @returns whether the state is new, and keys of records whose UUID is not in lower case, because another record has
 * the same UUID
 * @throws {OptionsError} if the stored sample data was generated under other options
 */
export async function prepareState (
  { options, transact, setting, processDue, log }: StartupParts
): Promise<PreparedState> {
  const { isNew } = await transact(async (tx, environment) => {
    const plan = await tx.get('sample', SAMPLE)
    if (plan === undefined) {
      const changes = await finishInSteps(renewSampleInParts(undefined, options.seed, [], environment))
      return { isNew: true, changes: [...changes, putClock(setting)] }
    }
    requireSameAssortment(plan, environment)
    if (new Date(plan.expires) > environment.now) return { isNew: false, changes: [] }
    // At once for all days that passed while the simulator was down.
    const existing = await tx.list('opportunity', { sample: 'yes' }) as Opportunity[]
    const changes = await finishInSteps(renewSampleInParts(plan, plan.seed, existing, environment))
    return { isNew: false, changes }
  })
  const keptSpellings = await spellUuids(transact, log)
  await processDue()
  const [partner] = configuredCredentials(options).partners
  await transact(async (tx, environment) =>
    ({ changes: startClassic(await loadOpportunities(tx, CLASSIC_EVENTS), partner?.id, environment) }))
  await transact(async (tx, environment) =>
    ({ changes: environment.rules.answer === null ? [] : awaitAnswers(await tx.list('proposal', {}), environment) }))
  return { isNew, keptSpellings }
}

/** Spell the UUIDs of older data in lower case, and say which remain. */
async function spellUuids (transact: Transact, log: Log): Promise<ReadonlySet<string>> {
  const { kept } = await transact(async (tx) => lowerCaseUuids(await loadAllByUuid(tx)))
  if (kept.size > 0) {
    const named = [...kept].slice(0, MOST_NAMED).map((key) => key.replace(' ', ' of '))
    log.warn(`${kept.size} orders of the data file have the UUID of another order in other letter case. They keep ` +
      `their spelling: use it exactly. ${named.join(', ')}${kept.size > named.length ? ', …' : ''}`)
  }
  return kept
}

/**
 * Compare the stored sample data with the options.
 * @throws {OptionsError} if it was generated under other options
 */
function requireSameAssortment (plan: SamplePlan, { rules }: Environment): void {
  const changed = changedOption(plan, rules)
  if (changed === undefined) return
  throw new OptionsError(`The data file was created with another value of ${optionNames(changed)}, ` +
    'perhaps by a profile. Use the earlier value, start with --fresh, or name another data file.')
}
