import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { suiteConfig } from '../../cli/suite-config.ts'
import type { SimulatorOptions } from '../../schemas/simulator-options.ts'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import type { Json } from '../package/booking.ts'
import { ROOT } from '../package/processes.ts'
import { cli, ONE_LINE } from './in-process.ts'

const BASE = 'https://book.example/sim'

const configOf = (options: SimulatorOptions): ReturnType<typeof suiteConfig> => {
  return suiteConfig(resolveSimulatorOptions(options), BASE)
}

const TAXES = [
  'business-to-consumer-tax-calculation-gross', 'business-to-consumer-tax-calculation-net',
  'business-to-business-tax-calculation-gross', 'business-to-business-tax-calculation-net'
]
const NET_TAXES = TAXES.filter((name) => name.endsWith('net'))
const PREPAYMENT = ['prepayment-optional', 'prepayment-unavailable', 'prepayment-required-unavailable']
const PRICED = [
  'non-free-opportunities', 'prepayment-required', ...PREPAYMENT, 'payment-reconciliation-detail-validation', ...TAXES
]

describe('suite-config', () => {
  const settings = async (args: readonly string[]): Promise<Json> => {
    return JSON.parse((await cli(['suite-config', ...args])).stdout)
  }

  it('prints the settings for a simulator with the same options, and nothing else', async () => {
    const args = ['suite-config', '--profile', 'single-seller', '--base-url', 'https://localhost:5000']
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(readFileSync(join(ROOT, 'tests/conformance/single-seller.json'), 'utf8'))
  })

  it('derives the base URL from host and port', async () => {
    const siteOf = async (args: readonly string[]): Promise<unknown> => (await settings(args)).broker.datasetSiteUrl
    expect(await siteOf([])).toBe('http://localhost:5000/openactive')
    expect(await siteOf(['--host', '::', '--port', '8080'])).toBe('http://localhost:8080/openactive')
    const { sellers: { primary } } = await settings(['--host', '192.0.2.1'])
    expect(primary['@id']).toBe('http://192.0.2.1:5000/api/identifiers/sellers/1')
    expect(await siteOf(['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'])).toBe('https://localhost:5000/openactive')
  })

  it.for([
    [['--port', '0'], /--port/],
    [['--auth', 'basic'], /--auth/]
  ] as const)('refuses %j in one line', async ([args, named]) => {
    const { code, stdout, stderr } = await cli(['suite-config', ...args])
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toMatch(named)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

describe('settings of the test suite', () => {
  it('contain the dataset site, the sellers, and credentials of a booking partner', () => {
    const { broker, sellers } = configOf({})
    expect(broker.datasetSiteUrl).toBe(`${BASE}/openactive`)
    const ordersFeedRequestHeaders = { 'X-OpenActive-Test-Client-Id': 'booking-partner-2' }
    expect(broker).toMatchObject({ bookingPartners: { secondary: { authentication: { ordersFeedRequestHeaders } } } })
    expect(sellers.primary).toMatchObject({
      '@id': `${BASE}/api/identifiers/sellers/1`,
      taxMode: 'https://openactive.io/TaxGross',
      paymentReconciliationDetails: { accountId: 'SN1593', paymentProviderId: 'STRIPE' }
    })
    expect(sellers.secondary).toMatchObject({
      '@id': `${BASE}/api/identifiers/sellers/2`,
      taxMode: 'https://openactive.io/TaxNet',
      authentication: {
        requestHeaders: {
          'X-OpenActive-Test-Client-Id': 'booking-partner-1',
          'X-OpenActive-Test-Seller-Id': `${BASE}/api/identifiers/sellers/2`
        }
      }
    })
  })

  it('remove the second seller of the defaults with a single seller', () => {
    const { sellers } = configOf({ sellers: 'single' })
    expect(sellers).toMatchObject({ primary: { '@id': `${BASE}/api/identifiers/seller` }, secondary: null })
  })

  it('use client credentials without a login for a single seller with OpenID Connect', () => {
    const config = configOf({ sellers: 'single', auth: ['openid'] })
    const { broker, sellers, integrationTests: { implementedFeatures } } = config
    const by = (clientId: string) => {
      return { initialAccessToken: null, clientCredentials: { clientId, clientSecret: 'secret' } }
    }
    expect(broker).toMatchObject({
      bookingPartners: {
        primary: { authentication: by('clientid_800') }, secondary: { authentication: by('clientid_801') }
      }
    })
    expect(sellers.primary).toMatchObject({
      '@id': `${BASE}/api/identifiers/seller`, authentication: { ...by('clientid_800'), loginCredentials: null }
    })
    expect(sellers.primary?.authentication).not.toHaveProperty('requestHeaders')
    expect(sellers.secondary).toBeNull()
    expect(implementedFeatures).toMatchObject({
      'booking-partner-openid-authentication': true,
      'booking-partner-openid-authentication-for-multiple-sellers': false,
      'dynamic-client-registration': false
    })
  })

  it('keep booking partners and logins of the suite for several sellers with OpenID Connect', () => {
    const { broker, sellers, integrationTests: { implementedFeatures } } = configOf({ auth: ['openid'] })
    expect(broker).not.toHaveProperty('bookingPartners')
    for (const seller of [sellers.primary, sellers.secondary]) {
      expect(seller).toMatchObject({ '@type': 'Organization' })
      expect(seller).not.toHaveProperty('authentication')
    }
    expect(implementedFeatures).toMatchObject({
      'booking-partner-openid-authentication-for-multiple-sellers': true, 'dynamic-client-registration': true
    })
  })

  it('prefer OpenID Connect to headers', () => {
    const both = configOf({ sellers: 'single', auth: ['header', 'openid'] })
    expect(both).toEqual(configOf({ sellers: 'single', auth: ['openid'] }))
  })

  it('include or exclude every opportunity type', () => {
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

  it('select random mode with sample data', () => {
    expect(configOf({}).integrationTests.useRandomOpportunities).toBe(false)
    expect(configOf({ sampleSize: 100 }).integrationTests.useRandomOpportunities).toBe(true)
  })

  it('are refused without a credential of the suite', () => {
    expect(() => configOf({ auth: ['basic', 'key'] })).toThrow(/auth.*--auth.*header/)
  })

  it.each<NonNullable<SimulatorOptions['credentials']>>([
    {}, { partners: [{ id: 'clientid_800', clientSecret: 'own-secret' }] }
  ])('are refused with own credentials, which the suite does not know: %j', (credentials) => {
    const simulators: readonly SimulatorOptions[] = [{}, { sellers: 'single', auth: ['openid'] }]
    for (const options of simulators) {
      const derive = () => configOf({ ...options, credentials })
      expect(derive).toThrow(/^option credentials \(--credentials, OPEN_BOOKING_CREDENTIALS\) must not be given here/)
      expect(derive).not.toThrow(/own-secret/)
    }
  })
})

describe('features', () => {
  const featuresOf = (options: SimulatorOptions): Record<string, boolean> => {
    return configOf(options).integrationTests.implementedFeatures
  }

  /** @returns the features that differ from those of the default options */
  function changedBy (options: SimulatorOptions): Record<string, boolean> {
    const defaults = featuresOf({})
    return Object.fromEntries(Object.entries(featuresOf(options)).filter(([name, value]) => defaults[name] !== value))
  }

  const all = (names: readonly string[], value: boolean): Record<string, boolean> => {
    return Object.fromEntries(names.map((name) => [name, value]))
  }

  it('are complete by default, except a single seller, unlimited cancellation, changes of logistics and OpenID', () => {
    expect(Object.entries(featuresOf({})).filter(([, value]) => !value).map(([name]) => name)).toEqual([
      'single-seller', 'customer-requested-cancellation-always-allowed', 'change-of-logistics-notifications',
      'booking-partner-authentication', 'booking-partner-openid-authentication',
      'booking-partner-openid-authentication-for-multiple-sellers', 'dynamic-client-registration'
    ])
  })

  it.for<[SimulatorOptions, Record<string, boolean>]>([
    [{ sellers: 'single' }, { 'single-seller': true, 'multiple-sellers': false, ...all(NET_TAXES, false) }],
    [{ prices: 'free' }, all(PRICED, false)],
    [{ prepayment: 'required' }, all(PREPAYMENT, false)],
    [{ paymentReconciliation: false }, { 'payment-reconciliation-detail-validation': false }],
    [{ taxCalculation: false }, all(TAXES, false)],
    [
      { cancellation: 'always' },
      { 'customer-requested-cancellation-always-allowed': true, 'cancellation-window': false }
    ],
    [{ leasing: 'named' }, { 'anonymous-leasing': false }],
    [{ leasing: 'none' }, { 'anonymous-leasing': false, 'named-leasing': false }],
    [{ logisticsUpdates: true }, { 'change-of-logistics-notifications': true }],
    [{ types: ['Event'] }, {}]
  ])('depend on the options: %j', ([options, changed]) => {
    expect(changedBy(options)).toEqual(changed)
  })

  it('depend on the options, not on the name of a profile', () => {
    expect(featuresOf({ profile: 'no-leasing', leasing: 'anonymous' })).toEqual(featuresOf({}))
    expect(featuresOf({ profile: 'no-leasing' })).toEqual(featuresOf({ leasing: 'none' }))
  })
})
