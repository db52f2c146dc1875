import { basename } from 'node:path'
import { ControlError } from '../../../domain/control/control-error.ts'
import { readJson } from '../../options/json-file.ts'
import { OptionsError, optionNames } from '../../options/spelling.ts'
import type { Scenarios } from './scenarios.ts'

/** A scenario by its name; one of a file has a document. */
export interface NamedScenario {
  readonly name: string
  readonly document?: unknown
}

/**
 * Find a scenario by its name, or read one from a JSON file.
 * @param given - name of a scenario of this package, or path of a file whose name ends with `.json`
 * @throws {OptionsError} if the file cannot be read, or contains no JSON
 */
export async function namedScenario (given: string): Promise<NamedScenario> {
  if (!given.endsWith('.json')) return { name: given }
  return { name: basename(given, '.json'), document: await readJson(given) }
}

/**
 * Start the scenario of the options, unless it runs.
 * @param scenarios - the scenarios of the simulator
 * @param given - the option, undefined for none
 * @returns whether it has started
 * @throws {OptionsError} if it is no scenario
 */
export async function startScenarioOption (scenarios: Scenarios, given: string | undefined): Promise<boolean> {
  if (given === undefined) return false
  try {
    const { name, document } = await namedScenario(given)
    if (scenarios.list().some((known) => known.running === true && known.name === name)) return false
    await scenarios.start(name, document)
    return true
  } catch (error) {
    if (!(error instanceof ControlError) && !(error instanceof OptionsError)) throw error
    const place = error instanceof ControlError && error.path !== undefined ? ` (${error.path})` : ''
    throw new OptionsError(`option ${optionNames('scenario')}: ${error.message}${place}`)
  }
}
