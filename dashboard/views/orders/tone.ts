import type { Tone } from '../../components/basics.tsx'

/** @returns the tone of the status of an item or order proposal */
export function toneOf (status: string): Tone {
  if (status === 'AwaitingSellerConfirmation') return 'warn'
  return /Cancelled|Rejected|Absent/.test(status) ? 'bad' : 'good'
}
