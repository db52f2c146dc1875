import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Caller } from '../../domain/records/environment.ts'
import { takeStep } from '../../simulator/control/scenario/steps.ts'
import type { Simulator } from '../../simulator/index.ts'

/**
 * Take the steps of a scenario after each successful request, before its answer: a broker that has the answer meets
 * their effects.
 */
export default fp(async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { simulator, knownCaller, config: { stage } } = request.openBooking
    const steps = simulator.scenarios.stepsAfter(stage)
    if (steps.length === 0 || reply.statusCode >= 300 || knownCaller === undefined) done(null, payload)
    else takeSteps(steps, request, knownCaller).then(() => { done(null, payload) }, done)
  })
}, { name: 'open-booking-simulator-scenario-steps', dependencies: ['open-booking-simulator-core'] })

async function takeSteps (
  steps: ReturnType<Simulator['scenarios']['stepsAfter']>, request: FastifyRequest, { partner }: Caller
): Promise<void> {
  const { openBooking: { simulator }, params, log } = request
  const { uuid: order } = params as { readonly uuid: string }
  for (const step of steps) {
    try {
      await takeStep(simulator, step, { order, partner })
    } catch (error) {
      log.warn({ err: error }, `the step ${step.do} of the scenario failed`)
    }
  }
}
