/** Base URL of the Open Booking API, which `check-broker` names. */
export const API = process.env.OPEN_BOOKING_API ?? 'http://localhost:5000/api/openbooking'

/** Media type and credentials. */
export const HEADERS = {
  'content-type': 'application/vnd.openactive.booking+json; version=1',
  'x-api-key': process.env.BOOKING_API_KEY ?? 'rr4nlnyhi3tdoonxfysi'
}

/** The opportunities of the scenario, which `check-broker` names. */
export const ITEMS = JSON.parse(process.env.OPEN_BOOKING_ITEMS ?? '[]')
