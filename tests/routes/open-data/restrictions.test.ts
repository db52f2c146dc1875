import { describe, expect, it } from 'vitest'
import { shareApp } from '../../helpers/build-app.ts'
import { asClient, c1, make, readFeed, SELLER_1, SELLER_2, SHARED } from '../../helpers/requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const shared = shareApp({ types: ['ScheduledSession'] })
/** So many sessions that each class has one on plain terms, whatever the number of classes. */
const manifold = shareApp({ types: ['ScheduledSession'], sampleSize: 200 })

/** The first bookable session with each property value, by its series. */
async function published (from = shared): Promise<{ series: Json[], sessions: Json[] }> {
  const simulator = await from()
  const [series, sessions] = [await readFeed(simulator, '/feeds/session-series'), await readFeed(simulator, '/feeds/scheduled-sessions')]
  return { series: series.map(({ data }) => data), sessions: sessions.map(({ data }) => data) }
}

describe('booking restrictions in the default data', () => {
  it('genderRestriction other than NoRestriction: on series and sessions', async () => {
    const { series, sessions } = await published()
    for (const items of [series, sessions]) {
      expect(new Set(items.map(({ genderRestriction }) => genderRestriction))).toEqual(new Set(['NoRestriction', 'FemaleOnly', 'MaleOnly'].map((name) => `https://openactive.io/${name}`)))
    }
  })

  it('ageRestriction on Offer, and additionalAdmissionRestriction as an array', async () => {
    const { series } = await published()
    expect(series.some(({ offers }) => offers[0].ageRestriction.minValue === 16)).toBe(true)
    expect(series.flatMap(({ additionalAdmissionRestriction = [] }) => additionalAdmissionRestriction)).toContain('Swimmers only: the water is deep')
  })

  it.each(['FemaleOnly', 'MaleOnly', 'additionalAdmissionRestriction'])('an order is not refused for it, and shows it: %s', async (word) => {
    const simulator = await manifold()
    const { series, sessions } = await published(manifold)
    const offered = series.filter((one) => JSON.stringify(one).includes(word) && one['offers'][0].openBookingFlowRequirement === undefined && one['offers'][0].validFromBeforeStartDate === undefined && one['offers'][0].validThroughBeforeStartDate === undefined)
    const found = sessions.find(({ superEvent, startDate, remainingAttendeeCapacity }) =>
      remainingAttendeeCapacity > 0 && new Date(startDate) > simulator.clock.now && offered.some((one) => one['@id'] === superEvent))!
    const parent = offered.find((one) => one['@id'] === found['superEvent'])!
    const seller = parent['organizer']['@id']
    expect([SELLER_1, SELLER_2]).toContain(seller)
    const item = { opportunity: found['@id'], offer: parent['offers'][0]['@id'], price: 0, feed: 'scheduled-sessions' }
    const { status, body, text } = await c1(simulator, [item], { headers: SHARED, more: { seller } })
    expect([status, body['@type']]).toEqual([200, 'OrderQuote'])
    expect(text).toContain(word)
  })
})

describe('requiresExplicitConsent true and dateModified', () => {
  it.each([SELLER_1, SELLER_2])('are in the default data: in the feed and at C1 of %s', async (seller) => {
    const simulator = await shared()
    const { series } = await published()
    const consents = ({ termsOfService }: Json): Json[] => termsOfService.filter((terms: Json) => terms['requiresExplicitConsent'] === true)
    const item = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', seller)
    const { body } = await c1(simulator, [item], { headers: asClient('booking-partner-1', seller), more: { seller } })
    const organizers = series.flatMap(({ organizer }) => organizer['@id'] === seller ? organizer : [])
    expect(organizers.length).toBeGreaterThan(0)
    for (const one of [...organizers, body.seller]) {
      expect(consents(one)).toEqual([{ '@type': 'TermsOfUse', name: 'Terms and Conditions', url: expect.stringMatching(/^https:/), requiresExplicitConsent: true, dateModified: expect.stringMatching(/Z$/) }])
    }
  })
})
