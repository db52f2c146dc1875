import type { JSONSchema } from 'json-schema-to-ts'
import {
  leasesQuery, type LeasesQuery, opportunitiesQuery, type OpportunitiesQuery, ordersQuery, type OrdersQuery,
  proposalsQuery, type ProposalsQuery
} from '../schemas/control/lists.ts'
import { checkArguments } from '../simulator/control/arguments.ts'
import { leases, opportunities, orders, proposals } from '../simulator/control/view/lists.ts'
import type { Simulator } from '../simulator/index.ts'

type Items<List extends (...given: never) => unknown> = Awaited<ReturnType<List>> extends { readonly items: infer All }
  ? All
  : never
type Filter<Query> = Omit<Query, 'limit' | 'after'>

/** Lists what a simulator holds. A filter is that of the control call of the same name. */
export interface Lists {
  /** List the orders, without data of the customers. */
  orders (filter?: Filter<OrdersQuery>): Promise<Items<typeof orders>>
  /** List the order proposals, without data of the customers. */
  proposals (filter?: Filter<ProposalsQuery>): Promise<Items<typeof proposals>>
  /** List the leases. */
  leases (filter?: Filter<LeasesQuery>): Promise<Items<typeof leases>>
  /** List the opportunities, and the SessionSeries and FacilityUses of others. */
  opportunities (filter?: Filter<OpportunitiesQuery>): Promise<Items<typeof opportunities>>
}

/** @returns the lists of a simulator, whole instead of page by page */
export function listsOf (simulator: Simulator): Lists {
  return {
    orders: async (filter) => (await orders(simulator, whole(ordersQuery, filter))).items,
    proposals: async (filter) => (await proposals(simulator, whole(proposalsQuery, filter))).items,
    leases: async (filter) => (await leases(simulator, whole(leasesQuery, filter))).items,
    opportunities: async (filter) => (await opportunities(simulator, whole(opportunitiesQuery, filter))).items
  }
}

/** @throws {ControlError} with status 400 for an unknown member or a wrong value */
const whole = (schema: JSONSchema, filter: object = {}): { readonly limit: number } =>
  ({ ...checkArguments<JSONSchema>(schema, filter) as object, limit: Infinity })
