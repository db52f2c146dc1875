import type { JSONSchema } from 'json-schema-to-ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { clockAdvance } from '../../../schemas/control/clock.ts'
import type { ScenarioStep } from '../../../schemas/control/scenario.ts'
import {
  acceptance, amendment, cancellation, move, notice, rejection, replacement
} from '../../../schemas/control/sellers.ts'
import { checkArguments } from '../arguments.ts'

/** An order for the check of arguments before there is one. */
const ANY_ORDER = '00000000-0000-4000-8000-000000000000'

/** The schemas of the arguments of actions. */
const SCHEMAS = {
  accept: acceptance,
  amend: amendment,
  reject: rejection,
  cancel: cancellation,
  replace: replacement,
  notice,
  move
} as const

/**
 * Check a step of a scenario beyond its schema.
 * @throws {ControlError} with status 400, if its action does not have these arguments or cannot wait
 */
export function requireStep ({ do: action, wait, with: given }: ScenarioStep): void {
  if (wait !== undefined && action !== 'accept' && action !== 'reject') {
    throw new ControlError(400, `wait must be omitted: only accept and reject can wait, not ${action}.`, '/wait')
  }
  if (wait !== undefined && given !== undefined) {
    throw new ControlError(400, 'with must be omitted: an answer that waits has no arguments.', '/with')
  }
  try {
    if (action === 'advance') checkArguments<JSONSchema>(clockAdvance, given)
    else checkArguments<JSONSchema>(SCHEMAS[action], { ...given, order: ANY_ORDER })
  } catch (error) {
    throw error instanceof ControlError ? new ControlError(400, error.detail, `/with${error.path ?? ''}`) : error
  }
}
