import type { JSX } from 'preact'
import { Bar, type Part } from '../../components/bar.tsx'

interface Spaces {
  readonly booked: number
  readonly leased: number
  readonly maximum?: number
  readonly remaining?: number
}

/** Spaces that booking partners hold by their leases (count), by id. */
export type Holders = ReadonlyMap<string, number>

/**
 * Spaces of an opportunity: booked, leased and free.
 * @param holders - the booking partners that lease; with them, the parts are there in words, too
 */
export function SpacesBar ({ spaces, holders }: { spaces: Spaces, holders?: Holders }): JSX.Element {
  const { booked, leased, maximum, remaining = 0 } = spaces
  if (maximum === undefined) return <span class='muted'>no limit, {booked} booked</span>
  const held = [...holders ?? []]
  const rest = leased - held.reduce((sum, [, count]) => sum + count, 0)
  const parts: Part[] = [
    { name: 'booked', size: booked, kind: 'booked' },
    ...held.map(([partner, size]) => ({ name: `leased by ${partner}`, size, kind: 'leased' } as const)),
    ...(held.length === 0 || rest > 0 ? [{ name: 'leased', size: Math.max(rest, 0), kind: 'leased' } as const] : [])
  ]
  return (
    <span class='spaces'>
      <Bar parts={[...parts, { name: 'free', size: remaining, kind: 'free' }]} />
      <span class='number'>
        {holders !== undefined && parts.map(({ name, size }) => `${size} ${name}, `)}
        {remaining} of {maximum}{holders !== undefined && ' free'}
      </span>
    </span>
  )
}
