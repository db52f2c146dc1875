import fp from 'fastify-plugin'
import {
  acceptance, amendment, cancellation, everyItem, move, newCode, newPass, notice, rejection, replacement, sellerParams
} from '../../schemas/control/sellers.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import * as seller from '../../simulator/control/act/seller.ts'

const params = sellerParams

/** Make a seller act. The address names it; `any` stands for every seller. */
const sellers: RoutePlugin = async (app) => {
  app.post('/:seller/accept', { schema: { params, body: acceptance } }, async ({ params, body, openBooking }) =>
    await seller.accept(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/amend', { schema: { params, body: amendment } }, async ({ params, body, openBooking }) =>
    await seller.amend(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/reject', { schema: { params, body: rejection } }, async ({ params, body, openBooking }) =>
    await seller.reject(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/cancel', { schema: { params, body: cancellation } }, async ({ params, body, openBooking }) =>
    await seller.cancel(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/replace', { schema: { params, body: replacement } }, async ({ params, body, openBooking }) =>
    await seller.replace(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/notice', { schema: { params, body: notice } }, async ({ params, body, openBooking }) =>
    await seller.notice(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/code', { schema: { params, body: newCode } }, async ({ params, body, openBooking }) =>
    await seller.code(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/pass', { schema: { params, body: newPass } }, async ({ params, body, openBooking }) =>
    await seller.pass(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/channel', { schema: { params, body: everyItem } }, async ({ params, body, openBooking }) =>
    await seller.channel(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/attended', { schema: { params, body: everyItem } }, async ({ params, body, openBooking }) =>
    await seller.attended(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/absent', { schema: { params, body: everyItem } }, async ({ params, body, openBooking }) =>
    await seller.absent(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/move', { schema: { params, body: move } }, async ({ params, body, openBooking }) =>
    await seller.move(openBooking.simulator, { ...body, ...params }))
}

export default fp(sellers, { name: 'open-booking-simulator-control-sellers', encapsulate: true })
