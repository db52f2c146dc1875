import { drawPicture } from '../../data/sample/pictures/draw-picture.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { pictureParams } from '../../schemas/image-params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const pictures: RoutePlugin = async (app) => {
  /** Shows what a programme, facility or venue of the sample data is like. */
  app.get('/pictures/:slug.svg', { schema: { params: pictureParams } }, async ({ params: { slug } }, reply) => {
    const svg = drawPicture(slug)
    if (svg === undefined) throw new BookingError('NotFoundError', 'There is no picture of that name.')
    return await reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(svg)
  })
}

export default pictures
