import type { JSONSchema } from 'json-schema-to-ts'
import { SCENARIOS } from '../../../data/scenarios/index.ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { type FaultSetting, readFaultRule } from '../../../domain/control/faults/read-fault.ts'
import { didYouMean } from '../../../domain/protocol/nearest.ts'
import { received } from '../../../domain/protocol/received.ts'
import { type Scenario, scenario } from '../../../schemas/control/scenario.ts'
import { checkArguments } from '../arguments.ts'
import { requireStep } from './step-arguments.ts'

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/**
 * Find a scenario by its name, or check one that is given.
 * @param name - name of a scenario of this package, or a new name
 * @param document - the scenario, if it has a new name
 * @param setting - base URL, and whether all offers are free
 * @throws {ControlError} with status 404 for an unknown name, 400 for a name or document that is not valid, 409 for a
 * price that the options exclude
 */
export function readScenario (name: string, document: unknown, setting: FaultSetting): Scenario {
  const known = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined
  if (document === undefined) {
    if (known !== undefined) return known
    const names = Object.keys(SCENARIOS)
    throw new ControlError(404, `There is no scenario ${received(name)}.${didYouMean(name, names)} ` +
      `Name one of ${names.join(', ')}, or give the document of your own.`)
  }
  if (known !== undefined) throw new ControlError(400, `The name ${name} is taken: give your scenario another one.`)
  if (!NAME.test(name)) {
    throw new ControlError(400, 'The name of a scenario must have 1 to 63 small letters, digits and hyphens, and ' +
      `begin with a letter or digit; received ${received(name)}.`)
  }
  return checked(document, setting)
}

function checked (document: unknown, setting: FaultSetting): Scenario {
  // The type that the schema implies is too deep for the compiler to infer here.
  const given = checkArguments<JSONSchema>(scenario, document) as Scenario
  const { opportunities = [], faults = [], steps = [] } = given
  if (opportunities.length + faults.length + steps.length === 0) {
    throw new ControlError(400, 'A scenario must have opportunities, faults or steps.', '')
  }
  for (const [index, rule] of faults.entries()) within(`/faults/${index}`, () => readFaultRule(rule, setting))
  for (const [index, step] of steps.entries()) within(`/steps/${index}`, () => { requireStep(step) })
  return given
}

/**
 * Do something with a part of a scenario.
 * @param pointer - JSON pointer to the part
 * @throws {ControlError} with the pointer from the whole scenario
 */
export function within<T> (pointer: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    throw new ControlError(error.status, error.detail, `${pointer}${error.path ?? ''}`)
  }
}
