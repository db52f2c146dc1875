import { expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { EVERY_KIND, type Kind, opportunityBody } from '../../helpers/requests.ts'
import { feedsOf } from '../../helpers/seen.ts'

const FEEDS = new Set(EVERY_KIND.flatMap(feedsOf))
/** One seller has half of the sample data of two. */
const ONLY_SELLER = `${BASE}/api/identifiers/seller`

const CHOICES: ReadonlyArray<readonly Kind[]> = [
  ...EVERY_KIND.map((kind) => [kind]), ['ScheduledSession', 'IndividualFacilityUseSlot'], ['FacilityUseSlot', 'IndividualFacilityUseSlot'], ['OnDemandEvent', 'ScheduledSession']
]

it.each(CHOICES.map((types) => [types.join(' and '), types] as const))('with only %s in types, feeds of other types are absent, from the dataset site as well', async (_names, types) => {
  const simulator = await buildApp({ types: [...types], sellers: 'single' })
  const expected = new Set(types.flatMap(feedsOf))
  for (const feed of FEEDS) {
    const { status, body } = await simulator.request('GET', `/feeds/${feed}`)
    if (expected.has(feed)) expect([status, body.items?.length > 0], feed).toEqual([200, true])
    else expect([status, body['@type']], feed).toEqual([404, 'UnknownOrIncorrectEndpointError'])
  }
  const { text } = await simulator.request('GET', '/openactive')
  expect(new Set([...text.matchAll(/\/feeds\/([\w-]+)/g)].map(([, feed]) => feed))).toEqual(expected)
  const { distribution } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!)
  const urls: string[] = distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl)
  expect(urls.sort()).toEqual([...expected].map((feed) => `${BASE}/feeds/${feed}`).sort())
})

it.each(EVERY_KIND)('the test interface refuses a %s unless types includes it', async (kind) => {
  const others = EVERY_KIND.filter((other) => other !== kind)
  const simulator = await buildApp({ types: others, sellers: 'single' })
  const before = await simulator.state()
  const body = opportunityBody('TestOpportunityBookable', kind, ONLY_SELLER)
  const answer = await simulator.request('POST', '/api/openbooking/test-interface/datasets/types/opportunities', { body })
  expect([answer.status, answer.body['@type'], answer.body.description]).toEqual([400, 'OpenBookingError', `The type ${kind} is not on offer here: the options allow ${others.join(', ')}.`])
  expect(await simulator.state()).toEqual(before)
})
