import type { FastifyPluginAsync } from 'fastify'
import etag from '../../plugins/etag.ts'
import methodNotAllowed from '../../plugins/method-not-allowed.ts'
import notFound from '../../plugins/not-found.ts'
import validator from '../../plugins/validator.ts'
import feeds from './feeds.ts'

/** The open feeds, for everybody. */
const openData: FastifyPluginAsync = async (app) => {
  await app.register(notFound)
  await app.register(validator)
  await app.register(methodNotAllowed)
  await app.register(etag)
  await app.register(feeds)
  app.refuseOtherMethods()
}

export default openData
