import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { shortagesOf } from '../../helpers/demand.ts'
import type { Kind } from '../../helpers/requests.ts'
import { readOpenItems } from '../../helpers/seen.ts'

const KINDS: readonly Kind[] = ['ScheduledSession', 'IndividualFacilityUseSlot']

it.each([
  ['today', 0], ['tomorrow', 24 * 60]
])('the feeds have every opportunity that the OpenActive test suite needs in random mode, %s', async (_when, minutes) => {
  const simulator = await buildApp({ profile: 'all-features', sampleSize: 1000 })
  simulator.clock.advance(minutes)
  for (const kind of KINDS) expect(shortagesOf(kind, await readOpenItems(simulator, kind), simulator.clock.now)).toEqual([])
}, 60_000)
