import type { Caller } from './environment.ts'

/** A call of the Open Booking API about one UUID. */
export interface OrderCall<Request> {
  /** UUID of the Order, chosen by the broker. */
  readonly uuid: string
  /** Request body. */
  readonly request: Request
  readonly caller: Caller
}
