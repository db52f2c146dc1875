import type { Credentials } from '../../schemas/credentials.ts'

/** Accepted by HTTP Basic and as an API key. */
export const SHARED = {
  id: 'openactive',
  name: 'OpenActive',
  password: 'UsingDataToHelpPeopleGetActive',
  key: 'rr4nlnyhi3tdoonxfysi'
} as const

/** Booking partners of the OpenActive Test Suite: named by request headers, or registering dynamically. */
export const PRIMARY = {
  id: 'booking-partner-1',
  name: 'Booking Partner 1',
  initialAccessToken: 'openactive_test_suite_client_12345xaq'
} as const
export const SECONDARY = {
  id: 'booking-partner-2',
  name: 'Booking Partner 2',
  initialAccessToken: 'openactive_test_suite_client_67890xaq'
} as const

/** Booking partners registered as OpenID clients. */
export const PRIMARY_CLIENT = { id: 'clientid_800', name: 'Client 800', clientSecret: 'secret' } as const
export const SECONDARY_CLIENT = { id: 'clientid_801', name: 'Client 801', clientSecret: 'secret' } as const

/** Public credentials, valid unless the owner configures others. */
export const PUBLISHED = {
  partners: [
    SHARED,
    PRIMARY,
    SECONDARY,
    { id: 'dynamic-primary', name: 'Dynamic Primary', initialAccessToken: 'dynamic-primary-745ddf2d13019ce8b69c' },
    {
      id: 'dynamic-secondary',
      name: 'Dynamic Secondary',
      initialAccessToken: 'dynamic-secondary-a21518cb57af7b6052df'
    },
    PRIMARY_CLIENT,
    SECONDARY_CLIENT
  ],
  logins: [
    { username: 'test1', password: 'test1' },
    { username: 'test2', password: 'test2' }
  ]
} as const satisfies Credentials
