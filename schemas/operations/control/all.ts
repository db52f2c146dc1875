import { FAULTS } from './faults.ts'
import { LISTS } from './lists.ts'
import { OPPORTUNITIES } from './opportunities.ts'
import { REQUESTS } from './requests.ts'
import { SCENARIOS } from './scenarios.ts'
import { SELLERS } from './sellers.ts'
import { TENANTS } from './tenants.ts'
import { TIME } from './time.ts'

// A control route names its operation in its config, and has it here in a file by topic:
// `{ ...CONTROLLED, summary, answers, examples }`. The schema of its request is that of the route.

/** The control area, in an order in which its examples work; it exists only where the option control is not off. */
export const CONTROL = {
  ...LISTS, ...OPPORTUNITIES, ...SELLERS, ...FAULTS, ...REQUESTS, ...TENANTS, ...TIME, ...SCENARIOS
} as const
