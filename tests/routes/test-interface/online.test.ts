import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { findInFeed, make } from '../../helpers/requests.ts'

it.each(['realistic', 'golden'] as const)('attendeeInstructions of remote opportunities explain the remote set up, in %s data', async (richness) => {
  const simulator = await buildApp({ richness })
  const instructionsOf = async (criterion: string): Promise<unknown> =>
    (await findInFeed(simulator, 'events', (await make(simulator, criterion, 'Event')).opportunity)).attendeeInstructions
  expect(await instructionsOf('TestOpportunityOnlineBookable')).toMatch(/online studio.*PIN/)
  expect(await instructionsOf('TestOpportunityOfflineBookable') ?? '').not.toMatch(/online/)
})
