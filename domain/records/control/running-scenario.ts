import type { ScenarioStep } from '../../../schemas/control/scenario.ts'

/** The scenario that runs. */
export interface RunningScenario {
  readonly id: string
  readonly name: string
  readonly steps: readonly ScenarioStep[]
  /** Ids of its faults. */
  readonly faults: readonly string[]
}
