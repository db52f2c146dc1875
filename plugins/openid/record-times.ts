import type { AdapterPayload } from 'oidc-provider'
import type { OpenIdRecord } from '../../domain/records/partner.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'

/** The same instant by two clocks. */
export interface Instants {
  /** The simulated time, by which records end. */
  readonly simulated: Date
  /** The time of the process, which the provider's library reads. */
  readonly process: Date
}

const secondsOf = (date: Date): number => date.getTime() / 1000
const aheadOf = ({ simulated, process }: Instants): number => Math.round(secondsOf(simulated) - secondsOf(process))

/** Convert a payload of the library, which has times of the process, to simulated time. */
export function toSimulatedTimes (payload: AdapterPayload, at: Instants): AdapterPayload {
  const { loginTs } = payload
  return typeof loginTs === 'number' ? { ...payload, loginTs: loginTs + aheadOf(at) } : payload
}

/**
 * Give the library the payload of a record with times of the process, so that the record ends when its simulated time
 * has come.
 * @returns the payload, undefined if the record has ended
 */
export function toProcessTimes ({ payload, expires }: OpenIdRecord, at: Instants): AdapterPayload | undefined {
  const left = expires === undefined ? undefined : (Date.parse(expires) - at.simulated.getTime()) / 1000
  if (left !== undefined && left <= 0) return undefined
  const { loginTs } = payload
  return {
    ...payload as JsonObject & AdapterPayload,
    ...(left !== undefined && { exp: Math.floor(secondsOf(at.process)) + Math.ceil(left) }),
    ...(typeof loginTs === 'number' && { loginTs: loginTs - aheadOf(at) })
  }
}
