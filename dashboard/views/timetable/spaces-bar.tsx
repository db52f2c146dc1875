import type { JSX } from 'preact'
import { Bar } from '../../components/bar.tsx'

interface Spaces {
  readonly booked: number
  readonly leased: number
  readonly maximum?: number
  readonly remaining?: number
}

/** Spaces of an opportunity: booked, leased and free. */
export function SpacesBar ({ spaces, inWords = false }: { spaces: Spaces, inWords?: boolean }): JSX.Element {
  const { booked, leased, maximum, remaining = 0 } = spaces
  if (maximum === undefined) return <span class='muted'>no limit, {booked} booked</span>
  return (
    <span class='spaces'>
      <Bar
        parts={[
          { name: 'booked', size: booked, kind: 'booked' },
          { name: 'leased', size: leased, kind: 'leased' },
          { name: 'free', size: remaining, kind: 'free' }
        ]}
      />
      <span class='number'>
        {inWords && `${booked} booked, ${leased} leased, `}{remaining} of {maximum}{inWords && ' free'}
      </span>
    </span>
  )
}
