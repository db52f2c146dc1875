/** Scopes of the Open Booking API (Open Booking API, Authentication). */
export const BOOKING_SCOPE = 'openactive-openbooking'
export const ORDERS_FEED_SCOPE = 'openactive-ordersfeed'
export const IDENTITY_SCOPE = 'openactive-identity'
