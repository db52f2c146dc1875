import type { JSX } from 'preact'
import { IS_TENANT } from '../../client/api.ts'
import { Faults } from './faults.tsx'
import { Scenarios } from './scenarios.tsx'
import { Snapshots } from './snapshots.tsx'
import { Tenants } from './tenants.tsx'

/** Scenarios, faults, snapshots and tenants: switched on, seen, and undone. */
export const Steering = (): JSX.Element => (
  <div class='halves'>
    <Scenarios />
    <div class='stack'>
      <Faults />
      <Snapshots />
      {!IS_TENANT && <Tenants />}
    </div>
  </div>
)
