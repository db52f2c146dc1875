import { planAnswer } from '../../../domain/control/act/plan-answer.ts'
import { orderKey } from '../../../domain/records/order.ts'
import type { ScenarioStep } from '../../../schemas/control/scenario.ts'
import type { Simulator } from '../../index.ts'
import * as seller from '../act/seller.ts'

/** The order, or order proposal, of the request that a step follows. */
export interface StepTarget {
  readonly order: string
  readonly partner: string
}

/**
 * Take a step of a scenario.
 * @param target - the order or order proposal of the request that it follows
 * @throws {ControlError} if the action is not possible
 */
export async function takeStep (simulator: Simulator, step: ScenarioStep, target: StepTarget): Promise<void> {
  const { do: action, wait, with: given } = step
  if (action === 'advance') {
    await simulator.time.advance((given as { readonly by: string }).by)
  } else if (wait !== undefined) {
    await planLater(simulator, action === 'accept' ? 'accept' : 'reject', wait, target)
  } else {
    await seller[action](simulator, { ...given, ...target } as never)
  }
}

async function planLater (
  { transact }: Simulator, answer: 'accept' | 'reject', wait: string, { order, partner }: StepTarget
): Promise<void> {
  await transact(async (tx, { now }) => {
    const proposal = await tx.get('proposal', orderKey(partner, order))
    const isLive = proposal !== undefined && 'placed' in proposal
    return { changes: isLive ? planAnswer(proposal, answer, wait, now) : [] }
  })
}
