import type { FastifyPluginAsync } from 'fastify'
import { classicOfferDocument, eventDocument } from '../../domain/classic/classic-documents.ts'
import { ClassicError } from '../../domain/classic/classic-errors.ts'
import { classicOfferPath, eventPath, holderOfOffer } from '../../domain/protocol/ids.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import { loadListed } from '../../simulator/load.ts'

interface ById { Params: { id: string } }

/** Events and offers of the older simulator. */
const events: FastifyPluginAsync = async (app) => {
  const { store, baseUrl } = app.openBooking

  async function find (path: string | undefined): Promise<Opportunity> {
    const found = path === undefined ? undefined : await store.transaction(async (tx) => (await loadListed(tx, [path])).get(path))
    if (found === undefined || !('spaces' in found)) throw new ClassicError('not_found')
    return found
  }

  app.get<ById>('/events/:id', async ({ params: { id } }) => eventDocument(await find(eventPath(id)), baseUrl()))

  app.get<ById>('/offers/:id', async ({ params: { id } }) => {
    const path = classicOfferPath(id)
    const event = await find(holderOfOffer(path))
    const offer = event.offers.find((known) => known.path === path)
    if (offer === undefined) throw new ClassicError('not_found')
    return classicOfferDocument(offer, event, baseUrl())
  })
}

export default events
