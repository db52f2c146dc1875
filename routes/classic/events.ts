import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { classicOfferDocument, eventDocument } from '../../domain/classic/classic-documents.ts'
import { ClassicError } from '../../domain/classic/classic-errors.ts'
import { classicOfferPath, eventPath, holderOfOffer } from '../../domain/protocol/ids.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadOpportunities } from '../../simulator/load.ts'

interface ById { Params: { id: string } }

/** Events and offers of the older API. */
const events: FastifyPluginAsync = async (app) => {
  const event = { config: { operation: 'classicEvent' } } as const
  app.get<ById>('/events/:id', event, async ({ params: { id }, openBooking: { simulator } }) =>
    eventDocument(await findEvent(eventPath(id), simulator), simulator.baseUrl()))

  const offer = { config: { operation: 'classicOffer' } } as const
  app.get<ById>('/offers/:id', offer, async ({ params: { id }, openBooking: { simulator } }) => {
    const path = classicOfferPath(id)
    const event = await findEvent(holderOfOffer(path), simulator)
    const offer = event.offers.find((known) => known.path === path)
    if (offer === undefined) throw new ClassicError('not_found')
    return classicOfferDocument(offer, event, simulator.baseUrl())
  })
}

async function findEvent (path: string | undefined, simulator: Simulator): Promise<Opportunity> {
  if (path === undefined) throw new ClassicError('not_found')
  const index = await simulator.read(async (reader) => await loadOpportunities(reader, [path]))
  const found = index.get(path)
  if (found === undefined || !('spaces' in found)) throw new ClassicError('not_found')
  return found
}

export default fp(events, { name: 'open-booking-simulator-classic-events', encapsulate: true })
