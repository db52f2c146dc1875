import fp from 'fastify-plugin'
import {
  acceptance, amendment, cancellation, everyItem, move, newCode, newPass, newReference, notice, rejection, replacement,
  sellerParams
} from '../../schemas/control/sellers.ts'
import type { OperationName } from '../../schemas/operations/all.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import * as seller from '../../simulator/control/act/seller.ts'

/** @returns the settings of a route: the schemas of its request, and the operation that documents it. */
const settings = <const Body extends object>(body: Body, operation: OperationName) =>
  ({ schema: { params: sellerParams, body }, config: { operation } })

/** Make a seller act. The address names it; `any` stands for every seller. */
const sellers: RoutePlugin = async (app) => {
  app.post('/:seller/accept', settings(acceptance, 'sellerAccepts'), async ({ params, body, openBooking }) =>
    await seller.accept(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/amend', settings(amendment, 'sellerAmends'), async ({ params, body, openBooking }) =>
    await seller.amend(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/reject', settings(rejection, 'sellerRejects'), async ({ params, body, openBooking }) =>
    await seller.reject(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/cancel', settings(cancellation, 'sellerCancels'), async ({ params, body, openBooking }) =>
    await seller.cancel(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/replace', settings(replacement, 'sellerReplaces'), async ({ params, body, openBooking }) =>
    await seller.replace(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/notice', settings(notice, 'sellerGivesNotice'), async ({ params, body, openBooking }) =>
    await seller.notice(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/code', settings(newCode, 'sellerChangesCode'), async ({ params, body, openBooking }) =>
    await seller.code(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/pass', settings(newPass, 'sellerChangesPass'), async ({ params, body, openBooking }) =>
    await seller.pass(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/channel', settings(everyItem, 'sellerChangesChannel'), async ({ params, body, openBooking }) =>
    await seller.channel(openBooking.simulator, { ...body, ...params }))
  const reference = settings(newReference, 'sellerChangesReference')
  app.post('/:seller/reference', reference, async ({ params, body, openBooking }) =>
    await seller.reference(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/attended', settings(everyItem, 'attendeeAttended'), async ({ params, body, openBooking }) =>
    await seller.attended(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/absent', settings(everyItem, 'attendeeAbsent'), async ({ params, body, openBooking }) =>
    await seller.absent(openBooking.simulator, { ...body, ...params }))
  app.post('/:seller/move', settings(move, 'sellerMoves'), async ({ params, body, openBooking }) =>
    await seller.move(openBooking.simulator, { ...body, ...params }))
}

export default fp(sellers, { name: 'open-booking-simulator-control-sellers', encapsulate: true })
