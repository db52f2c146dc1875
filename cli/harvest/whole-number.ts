import { OptionsError } from '../../simulator/options/spelling.ts'

/**
 * Read the whole number of a flag.
 * @param name - the flag
 * @param value - its text, undefined if it is not given
 * @param bounds - the usual number, the lowest and the highest one
 * @throws {OptionsError} if the text is no whole number between the bounds
 */
export function wholeNumber (
  name: string, value: unknown,
  { usual, from, to }: { readonly usual: number, readonly from: number, readonly to: number }
): number {
  if (value === undefined) return usual
  const number = /^\d{1,15}$/.test(String(value)) ? Number(value) : NaN
  if (number >= from && number <= to) return number
  throw new OptionsError(`--${name} must be a whole number from ${from} to ${to}, got ${String(value)}`)
}
