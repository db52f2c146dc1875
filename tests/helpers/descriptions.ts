import type { Richness, Rules } from '../../domain/records/booking-rules.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { rulesOf } from '../../simulator/options/rules.ts'
import { NOW } from './build-app.ts'
import { sampleAt } from './sample.ts'
import type { Json } from './validation.ts'

export const LEVELS: readonly Richness[] = ['minimal', 'realistic', 'golden']

export const rulesFor = (richness: Richness): Rules => rulesOf(resolveSimulatorOptions({ richness }))

/**
 * Generate sample data of a richness.
 * @returns the items of each feed, without items that differ from a later one in numbers alone
 */
export function described (richness: Richness): ReadonlyMap<string, readonly Json[]> {
  return new Map([...sampleAt(rulesFor(richness), [NOW])].map(([feed, items]) => [feed, distinct(items as readonly Json[])]))
}

const distinct = (items: readonly Json[]): Json[] =>
  [...new Map(items.map((item) => [JSON.stringify(item).replace(/\d+/g, '0'), item])).values()]
