/** Names of the profiles, in the order of `--help`. */
export const PROFILE_NAMES = [
  'all-features', 'no-auth', 'single-seller', 'single-seller-client-credentials', 'no-payment-reconciliation',
  'no-tax-calculation', 'prepayment-always-required', 'facilityuse-has-slots', 'cancellation-always-allowed',
  'no-leasing', 'named-leasing-only', 'only-free', 'change-of-logistics', 'every-type'
] as const

export type ProfileName = typeof PROFILE_NAMES[number]
