import etag from '@fastify/etag'
import type { FastifyPluginAsync } from 'fastify'
import errors from '../../plugins/errors.ts'
import methodNotAllowed from '../../plugins/method-not-allowed.ts'
import validator from '../../plugins/validator.ts'
import feeds from './feeds.ts'

/** The open feeds, for everybody. */
const openData: FastifyPluginAsync = async (app) => {
  await app.register(errors)
  await app.register(validator)
  await app.register(methodNotAllowed)
  await app.register(etag, { weak: false })
  await app.register(feeds)
  app.refuseOtherMethods(app)
}

export default openData
