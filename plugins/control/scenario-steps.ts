import fp from 'fastify-plugin'
import { takeStep } from '../../simulator/control/scenario/steps.ts'

/**
 * Take the steps of a scenario after each successful request, before its answer: a broker that has the answer meets
 * their effects.
 */
export default fp(async (app) => {
  app.addHook('onSend', async (request, reply, payload) => {
    const { openBooking: { simulator, knownCaller }, routeOptions: { config: { stage } }, params, log } = request
    const steps = simulator.scenarios.stepsAfter(stage)
    if (steps.length === 0 || reply.statusCode >= 300 || knownCaller === undefined) return payload
    const { uuid: order } = params as { readonly uuid: string }
    for (const step of steps) {
      try {
        await takeStep(simulator, step, { order, partner: knownCaller.partner })
      } catch (error) {
        log.warn({ err: error }, `the step ${step.do} of the scenario failed`)
      }
    }
    return payload
  })
}, { name: 'open-booking-simulator-scenario-steps', dependencies: ['open-booking-simulator-core'] })
