import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { SimulatorOptions } from '../../schemas/options.ts'
import { PROFILE_NAMES } from '../../schemas/profile-names.ts'

type ProfileName = typeof PROFILE_NAMES[number]

/** Types that the test suite has in scope unless told otherwise. */
const USUAL: OpportunityType[] = ['ScheduledSession', 'IndividualFacilityUseSlot']

/** Booking systems that differ from the default in one respect each, as the conformance suite tests them. */
export const PROFILES: Readonly<Record<ProfileName, SimulatorOptions>> = {
  'all-features': { types: USUAL, auth: ['basic', 'key', 'header', 'openid'] },
  'no-auth': { types: USUAL, auth: ['header'] },
  'single-seller': { types: USUAL, sellers: 'single' },
  'single-seller-client-credentials': { types: USUAL, sellers: 'single', auth: ['openid'] },
  'no-payment-reconciliation': { types: USUAL, paymentReconciliation: false },
  'no-tax-calculation': { types: USUAL, taxCalculation: false },
  'prepayment-always-required': { types: USUAL, prepayment: 'required' },
  'facilityuse-has-slots': { types: ['ScheduledSession', 'FacilityUseSlot'] },
  'cancellation-always-allowed': { types: USUAL, cancellation: 'always' },
  'no-leasing': { types: USUAL, leasing: 'none' },
  'named-leasing-only': { types: USUAL, leasing: 'named' },
  'only-free': { types: USUAL, prices: 'free' },
  'change-of-logistics': { types: USUAL, logisticsUpdates: true },
  'every-type': {}
}
