/** A booking partner as everybody may know it: these are published. */
export interface PublishedPartner {
  readonly id: string
  readonly name: string
  readonly secret?: string
  readonly initialAccessToken?: string
}

/** Where brokers that run on the same machine are sent back to after a login. */
export const LOCAL_CALLBACK = 'http://localhost:3000/cb'

/** Booking partners that there are from the start: those that register, and those that have done so. */
export const PARTNERS: readonly PublishedPartner[] = [
  { id: 'booking-partner-1', name: 'Booking Partner 1', initialAccessToken: 'openactive_test_suite_client_12345xaq' },
  { id: 'booking-partner-2', name: 'Booking Partner 2', initialAccessToken: 'openactive_test_suite_client_67890xaq' },
  { id: 'dynamic-primary', name: 'Dynamic Primary', initialAccessToken: 'dynamic-primary-745ddf2d13019ce8b69c' },
  { id: 'dynamic-secondary', name: 'Dynamic Secondary', initialAccessToken: 'dynamic-secondary-a21518cb57af7b6052df' },
  { id: 'clientid_800', name: 'Client 800', secret: 'secret' },
  { id: 'clientid_801', name: 'Client 801', secret: 'secret' }
]

/** Logins of the sellers, in their order. */
export const LOGINS: ReadonlyArray<{ readonly username: string, readonly password: string }> = [
  { username: 'test1', password: 'test1' },
  { username: 'test2', password: 'test2' }
]
