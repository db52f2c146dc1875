import { BOOKING } from './booking.ts'
import { CLASSIC_OPERATIONS } from './classic.ts'
import { CONTROL } from './control/all.ts'
import { OPENID_OPERATIONS } from './openid.ts'
import type { Operation } from './operation.ts'
import { PARTNERS } from './partners.ts'
import { PROPOSALS } from './proposals.ts'
import { SITE_OPERATIONS } from './site.ts'
import { TEST_INTERFACE } from './test-interface.ts'

/** The documentation of every endpoint by the name that its route has in `config.operation`. */
export const OPERATIONS = {
  ...BOOKING,
  ...PROPOSALS,
  ...TEST_INTERFACE,
  ...SITE_OPERATIONS,
  ...CONTROL,
  ...PARTNERS,
  ...CLASSIC_OPERATIONS,
  ...OPENID_OPERATIONS
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof OPERATIONS
