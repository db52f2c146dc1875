import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import { pictureParams } from '../../schemas/image-params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { BACKGROUND, LOGO } from './site-images.ts'

const SITE_IMAGES = { 'background.svg': BACKGROUND, 'logo.svg': LOGO } as const
const SVG = 'image/svg+xml'
const DAY = 'public, max-age=86400'

const schema = { params: pictureParams }
const config = { operation: 'picture', unlogged: true } as const
const siteImage = { operation: 'siteImage', unlogged: true } as const

const images: RoutePlugin = async (app) => {
  for (const [name, svg] of Object.entries(SITE_IMAGES)) {
    app.get(`/openactive/${name}`, { config: siteImage }, async (_request, reply) =>
      await reply.type(SVG).header('cache-control', DAY).send(svg))
  }

  /** Draw a programme, facility or venue of the sample data. */
  app.get('/pictures/:slug.svg', { schema, config }, async ({ params, openBooking: { simulator } }, reply) => {
    const svg = simulator.drawPicture(params.slug)
    if (svg === undefined) throw new BookingError('NotFoundError', 'No picture has this name.')
    return await reply.type(SVG).header('cache-control', DAY).send(svg)
  })
}

export default fp(images, { name: 'open-booking-simulator-images', encapsulate: true })
