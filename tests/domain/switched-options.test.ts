import { describe, expect, it } from 'vitest'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { rulesOf } from '../../simulator/options/rules.ts'
import { meets, offersOf } from '../helpers/criteria.ts'
import { EVERY_KIND } from '../helpers/requests.ts'
import { sampleAt, seenOf } from '../helpers/sample.ts'
import { unmetCriteria, metCriteria, RICHNESS, SWITCHED } from '../helpers/switched-options.ts'
import { NOW } from './build.ts'

describe.each([...SWITCHED, ...RICHNESS])('with %s', (_name, switched) => {
  it.each([0, 200])('sample data with %i items per type and flow follows the options', (sampleSize) => {
    const feeds = sampleAt(rulesOf(resolveSimulatorOptions({ ...switched.options, sampleSize })), [NOW])
    const wrong = EVERY_KIND.flatMap((kind) => {
      const seen = seenOf(feeds, kind)
      const met = (criterion: string): boolean => seen.some((one) => meets(criterion, one, NOW))
      return [
        ...seen.flatMap((one) => offersOf(one).every((offer) => switched.holds(offer, one)) ? [] : [`${one['@id']} does not follow the options`]),
        ...unmetCriteria(kind, switched).flatMap((criterion) => met(criterion) ? [`${kind}: ${criterion} is met`] : []),
        ...(sampleSize === 0 ? [] : metCriteria(kind, switched)).flatMap((criterion) => met(criterion) ? [] : [`${kind}: nothing meets ${criterion}`]),
        ...(seen.length === 0 ? [`${kind}: no opportunities`] : [])
      ]
    })
    expect(wrong).toEqual([])
  }, 60_000)
})
