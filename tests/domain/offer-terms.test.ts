import { expect, it } from 'vitest'
import { termsUnder } from '../../domain/sample/offer-terms.ts'
import { rules } from './build.ts'

it('an offer has no cancellation window where cancellation is always possible', () => {
  const terms = { priceMinor: 500, fullRefund: false, latestCancellationBeforeStart: 'PT1H' }
  expect(termsUnder(rules, terms)).toMatchObject({ fullRefund: false, latestCancellationBeforeStart: 'PT1H' })
  const always = termsUnder({ ...rules, cancellation: 'always' }, terms)
  expect([always.fullRefund, always.latestCancellationBeforeStart]).toEqual([true, undefined])
})
