import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { ProfileName } from '../../schemas/profile-names.ts'
import type { SimulatorOptions } from '../../schemas/simulator-options.ts'

/** Types in the scope of the test suite by default. */
const SUITE_TYPES: OpportunityType[] = ['ScheduledSession', 'IndividualFacilityUseSlot']

/** Booking systems that differ from the default in one respect each, as the conformance suite tests them. */
export const PROFILES: Readonly<Record<ProfileName, SimulatorOptions>> = {
  'all-features': { types: SUITE_TYPES, auth: ['basic', 'key', 'header', 'openid'] },
  'no-auth': { types: SUITE_TYPES, auth: ['header'] },
  'single-seller': { types: SUITE_TYPES, sellers: 'single' },
  'single-seller-client-credentials': { types: SUITE_TYPES, sellers: 'single', auth: ['openid'] },
  'no-payment-reconciliation': { types: SUITE_TYPES, paymentReconciliation: false },
  'no-tax-calculation': { types: SUITE_TYPES, taxCalculation: false },
  'prepayment-always-required': { types: SUITE_TYPES, prepayment: 'required' },
  'facilityuse-has-slots': { types: ['ScheduledSession', 'FacilityUseSlot'] },
  'cancellation-always-allowed': { types: SUITE_TYPES, cancellation: 'always' },
  'no-leasing': { types: SUITE_TYPES, leasing: 'none' },
  'named-leasing-only': { types: SUITE_TYPES, leasing: 'named' },
  'only-free': { types: SUITE_TYPES, prices: 'free' },
  'change-of-logistics': { types: SUITE_TYPES, logisticsUpdates: true },
  'every-type': {}
}
