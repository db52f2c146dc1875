/** @returns the last part of an address, for a narrow column */
export const tail = (id: string): string => id.split(/[/#]/).filter((part) => part !== '').slice(-2).join('/')

/** @returns the part of an `@id` behind the host */
export const pathIn = (id: string): string => id.replace(/^https?:\/\/[^/]+/, '')

/** @returns the beginning of a UUID */
export const shortId = (uuid: string): string => uuid.slice(0, 8)

const moneyFormats = new Map<string, Intl.NumberFormat>()

/** @returns an amount of money, as people read it */
export function money (amount: number, currency: string): string {
  // To make a format takes far longer than to use it.
  const format = moneyFormats.get(currency) ?? new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  moneyFormats.set(currency, format)
  return format.format(amount)
}

/** @returns a number with its noun: `1 order`, `2 orders` */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`

const UNITS = [['d', 86_400], ['h', 3600], ['m', 60], ['s', 1]] as const

/** @returns a duration in its largest unit and the next, such as `4 m 30 s` */
export function duration (ms: number): string {
  let seconds = Math.round(Math.abs(ms) / 1000)
  const largest = UNITS.findIndex(([, size]) => seconds >= size)
  if (largest === -1) return '0 s'
  return UNITS.slice(largest, largest + 2).flatMap(([unit, size]) => {
    const count = Math.floor(seconds / size)
    seconds %= size
    return count > 0 ? `${count} ${unit}` : []
  }).join(' ')
}

/** @returns the distance of an instant from now: `in 4 m 30 s`, `2 d 3 h ago` or `now` */
export function relative (at: number, now: number): string {
  if (Math.abs(at - now) < 1000) return 'now'
  return at > now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`
}

/** @returns an instant in UTC, as the wire has it, but for people: `2027-03-09 10:20:00` */
export const instant = (at: string | number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19)

/** @returns words from a name of the specification: `SellerCancelled` is `Seller cancelled` */
export const words = (name: string): string => {
  const text = name.replace(/^.*\//, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
