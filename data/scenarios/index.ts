import type { Scenario } from '../../schemas/control/scenario.ts'
import { BOOKINGS_FAIL } from './bookings.ts'
import { FEEDS_FAIL } from './feeds.ts'
import { SELLERS_ACT } from './sellers.ts'

/** The scenarios of this package, by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = { ...BOOKINGS_FAIL, ...SELLERS_ACT, ...FEEDS_FAIL }
