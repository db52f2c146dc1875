import { accessPassParams } from '../schemas/image-params.ts'
import type { RoutePlugin } from '../schemas/type-provider.ts'

const accessPasses: RoutePlugin = async (app) => {
  /** Draws an access pass. Whoever has its address may see it: a phone at the door has no credentials. */
  app.get('/access-passes/:symbology/:text.png', { schema: { params: accessPassParams } }, async ({ params: { symbology, text } }, reply) => {
    const png = await app.drawBarcode(symbology, text)
    return await reply.type('image/png').header('cache-control', 'public, max-age=31536000, immutable').send(png)
  })
}

export default accessPasses
