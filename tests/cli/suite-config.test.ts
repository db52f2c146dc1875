import { describe, expect, it } from 'vitest'
import { suiteConfig } from '../../cli/suite-config.ts'
import type { SimulatorOptions } from '../../schemas/options.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'

const BASE = 'https://book.example/sim'

const configOf = (options: SimulatorOptions): ReturnType<typeof suiteConfig> => suiteConfig(resolveSimulatorOptions(options), BASE)

const TAXES = ['business-to-consumer-tax-calculation-gross', 'business-to-consumer-tax-calculation-net', 'business-to-business-tax-calculation-gross', 'business-to-business-tax-calculation-net']
const PREPAYMENT = ['prepayment-optional', 'prepayment-unavailable', 'prepayment-required-unavailable']

describe('settings of the test suite', () => {
  it('say where the simulator is, who its sellers are, and how to come as a booking partner', () => {
    const { broker, sellers } = configOf({})
    expect(broker.datasetSiteUrl).toBe(`${BASE}/openactive`)
    expect(broker).toMatchObject({ bookingPartners: { secondary: { authentication: { ordersFeedRequestHeaders: { 'X-OpenActive-Test-Client-Id': 'booking-partner-2' } } } } })
    expect(sellers.primary).toMatchObject({
      '@id': `${BASE}/api/identifiers/sellers/1`,
      taxMode: 'https://openactive.io/TaxGross',
      paymentReconciliationDetails: { name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' }
    })
    expect(sellers.secondary).toMatchObject({
      '@id': `${BASE}/api/identifiers/sellers/2`,
      taxMode: 'https://openactive.io/TaxNet',
      authentication: { requestHeaders: { 'X-OpenActive-Test-Client-Id': 'booking-partner-1', 'X-OpenActive-Test-Seller-Id': `${BASE}/api/identifiers/sellers/2` } }
    })
  })

  it('take the second seller of the defaults away where there is one alone', () => {
    expect(configOf({ sellers: 'single' }).sellers).toMatchObject({ primary: { '@id': `${BASE}/api/identifiers/seller` }, secondary: null })
  })

  it('have one seller with OpenID Connect booked for by client credentials, without a login', () => {
    const { broker, sellers, integrationTests: { implementedFeatures } } = configOf({ sellers: 'single', auth: ['openid'] })
    const by = (clientId: string) => ({ initialAccessToken: null, clientCredentials: { clientId, clientSecret: 'secret' } })
    expect(broker).toMatchObject({ bookingPartners: { primary: { authentication: by('clientid_800') }, secondary: { authentication: by('clientid_801') } } })
    expect(sellers.primary).toMatchObject({ '@id': `${BASE}/api/identifiers/seller`, authentication: { ...by('clientid_800'), loginCredentials: null } })
    expect(sellers.primary?.authentication).not.toHaveProperty('requestHeaders')
    expect(sellers.secondary).toBeNull()
    expect(implementedFeatures).toMatchObject({
      'booking-partner-openid-authentication': true, 'booking-partner-openid-authentication-for-multiple-sellers': false, 'dynamic-client-registration': false
    })
  })

  it('leave booking partners and logins with OpenID Connect to the defaults of the suite where there are several sellers', () => {
    const { broker, sellers, integrationTests: { implementedFeatures } } = configOf({ auth: ['openid'] })
    expect(broker).not.toHaveProperty('bookingPartners')
    for (const seller of [sellers.primary, sellers.secondary]) {
      expect(seller).toMatchObject({ '@type': 'Organization' })
      expect(seller).not.toHaveProperty('authentication')
    }
    expect(implementedFeatures).toMatchObject({ 'booking-partner-openid-authentication-for-multiple-sellers': true, 'dynamic-client-registration': true })
  })

  it('are the same for a simulator that takes headers, too, once OpenID Connect is on', () => {
    expect(configOf({ sellers: 'single', auth: ['header', 'openid'] })).toEqual(configOf({ sellers: 'single', auth: ['openid'] }))
  })

  it('say of every opportunity type whether it is in scope', () => {
    expect(configOf({ types: ['Event', 'OnDemandEvent'] }).integrationTests.bookableOpportunityTypesInScope).toEqual({
      ScheduledSession: false,
      FacilityUseSlot: false,
      IndividualFacilityUseSlot: false,
      Event: true,
      HeadlineEvent: false,
      HeadlineEventSubEvent: false,
      CourseInstance: false,
      CourseInstanceSubEvent: false,
      OnDemandEvent: false
    })
  })

  it('are for the random mode where sample data was asked for', () => {
    expect(configOf({}).integrationTests.useRandomOpportunities).toBe(false)
    expect(configOf({ sampleSize: 100 }).integrationTests.useRandomOpportunities).toBe(true)
  })

  it('are refused for a simulator that the suite can not come to', () => {
    expect(() => configOf({ auth: ['basic', 'key'] })).toThrow(/auth.*--auth.*header/)
  })

  it.each<NonNullable<SimulatorOptions['credentials']>>([{}, { partners: [{ id: 'clientid_800', clientSecret: 'own-secret' }] }])('are refused where there are credentials of one\'s own, which the suite does not know: %j', (credentials) => {
    const simulators: readonly SimulatorOptions[] = [{}, { sellers: 'single', auth: ['openid'] }]
    for (const options of simulators) {
      expect(() => configOf({ ...options, credentials })).toThrow(/^option credentials \(--credentials, CREDENTIALS\) must not be given here/)
      expect(() => configOf({ ...options, credentials })).not.toThrow(/own-secret/)
    }
  })
})

describe('features', () => {
  const featuresOf = (options: SimulatorOptions): Record<string, boolean> => configOf(options).integrationTests.implementedFeatures

  /** Against a simulator with every switch as it is by default. */
  function changedBy (options: SimulatorOptions): Record<string, boolean> {
    const usual = featuresOf({})
    return Object.fromEntries(Object.entries(featuresOf(options)).filter(([name, value]) => usual[name] !== value))
  }

  const all = (names: readonly string[], value: boolean): Record<string, boolean> => Object.fromEntries(names.map((name) => [name, value]))

  it('without any switch are all but one seller, cancellation of everything, changes of logistics and authentication', () => {
    expect(Object.entries(featuresOf({})).filter(([, value]) => !value).map(([name]) => name)).toEqual([
      'single-seller', 'customer-requested-cancellation-always-allowed', 'change-of-logistics-notifications',
      'booking-partner-authentication', 'booking-partner-openid-authentication', 'booking-partner-openid-authentication-for-multiple-sellers', 'dynamic-client-registration'
    ])
  })

  it.for<[SimulatorOptions, Record<string, boolean>]>([
    [{ sellers: 'single' }, { 'single-seller': true, 'multiple-sellers': false, ...all(TAXES.filter((name) => name.endsWith('net')), false) }],
    [{ prices: 'free' }, all(['non-free-opportunities', 'prepayment-required', ...PREPAYMENT, 'payment-reconciliation-detail-validation', ...TAXES], false)],
    [{ prepayment: 'required' }, all(PREPAYMENT, false)],
    [{ paymentReconciliation: false }, { 'payment-reconciliation-detail-validation': false }],
    [{ taxCalculation: false }, all(TAXES, false)],
    [{ cancellation: 'always' }, { 'customer-requested-cancellation-always-allowed': true, 'cancellation-window': false }],
    [{ leasing: 'named' }, { 'anonymous-leasing': false }],
    [{ leasing: 'none' }, { 'anonymous-leasing': false, 'named-leasing': false }],
    [{ logisticsUpdates: true }, { 'change-of-logistics-notifications': true }],
    [{ types: ['Event'] }, {}]
  ])('follow the switches: %j', ([options, changed]) => {
    expect(changedBy(options)).toEqual(changed)
  })

  it('follow the options and not the name of a profile', () => {
    expect(featuresOf({ profile: 'no-leasing', leasing: 'anonymous' })).toEqual(featuresOf({}))
    expect(featuresOf({ profile: 'no-leasing' })).toEqual(featuresOf({ leasing: 'none' }))
  })
})
