import type { Credentials } from '../../schemas/credentials.ts'

/** Credentials that everybody may know: this is a simulator. In place of them, an owner configures others. */
export const PUBLISHED = {
  partners: [
    { id: 'openactive', name: 'OpenActive', password: 'UsingDataToHelpPeopleGetActive', key: 'rr4nlnyhi3tdoonxfysi' },
    { id: 'booking-partner-1', name: 'Booking Partner 1', initialAccessToken: 'openactive_test_suite_client_12345xaq' },
    { id: 'booking-partner-2', name: 'Booking Partner 2', initialAccessToken: 'openactive_test_suite_client_67890xaq' },
    { id: 'dynamic-primary', name: 'Dynamic Primary', initialAccessToken: 'dynamic-primary-745ddf2d13019ce8b69c' },
    { id: 'dynamic-secondary', name: 'Dynamic Secondary', initialAccessToken: 'dynamic-secondary-a21518cb57af7b6052df' },
    { id: 'clientid_800', name: 'Client 800', clientSecret: 'secret' },
    { id: 'clientid_801', name: 'Client 801', clientSecret: 'secret' }
  ],
  logins: [
    { username: 'test1', password: 'test1' },
    { username: 'test2', password: 'test2' }
  ]
} as const satisfies Credentials

/** The one that HTTP Basic and the API key are of, those that come by headers or register, and those that have registered. */
export const [SHARED, PRIMARY, SECONDARY, , , PRIMARY_CLIENT, SECONDARY_CLIENT] = PUBLISHED.partners
