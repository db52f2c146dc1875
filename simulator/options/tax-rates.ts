import type { Rules } from '../../domain/records/booking-rules.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'

const STANDARD = [{ name: 'VAT at 20%', percent: 20 }]
const REDUCED = [{ name: 'VAT at 5%', percent: 5 }]
const ZERO = [{ name: 'VAT at 0%', percent: 0 }]
const EXEMPT = [{ name: 'VAT exempt', percent: 0 }]
const TWO = [...STANDARD, { name: 'Streaming levy at 2%', percent: 2 }]

type TaxRates = Rules['taxRates']

const everywhere = (rates: TaxRates['Slot']): TaxRates => ({
  ScheduledSession: rates,
  Slot: rates,
  Event: rates,
  HeadlineEvent: rates,
  CourseInstance: rates,
  OnDemandEvent: rates
})

/** Taxes by option and type of Opportunity. The standard rate is that of the United Kingdom. */
export const TAX_RATES: Readonly<Record<ResolvedSimulatorOptions['taxRates'], TaxRates>> = {
  standard: everywhere(STANDARD),
  mixed: { ...everywhere(STANDARD), Slot: ZERO, Event: REDUCED, HeadlineEvent: REDUCED, OnDemandEvent: TWO },
  exempt: everywhere(EXEMPT)
}
