import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { TEMPLATE } from '../helpers/refusal.ts'
import { PARTNER_1, quoteBody } from '../helpers/requests.ts'

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], ownerToken: OWNER_TOKEN })

describe('the description of a refusal names the property and the expected value', () => {
  it.each([
    ['[]', 'The request body must be an object.'],
    ['null', 'The request body must be an object.'],
    [{ '@context': 1 }, 'The request body: @context must be a string or an array or an object.'],
    [{ orderedItem: {} }, 'The request body: orderedItem must be an array.'],
    [{ orderedItem: [{ '@type': 'Item' }] }, 'The request body: orderedItem.0.@type must be OrderItem.'],
    [{ broker: { '@type': 'Organization', name: 'A <b>' } }, 'The request body: broker.name must be text without HTML and control characters.'],
    [{ broker: { '@type': 'Organization', name: 'A', url: 'a.example' } }, 'The request body: broker.url must be an address with http or https.'],
    [{ broker: { '@type': 'Organization', name: 'A', email: 'a' } }, 'The request body: broker.email must be an e-mail address.']
  ])('for a quote: %j', async (more, description) => {
    const simulator = await build()
    const body = typeof more === 'string' ? more : quoteBody([], { orderedItem: [], ...more })
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body })).body.description).toBe(description)
  })

  it('for a booking partner', async () => {
    const simulator = await build()
    const body = { id: 'rambler', redirectUris: ['rambler.example/cb'] }
    expect((await simulator.request('POST', '/partners', { headers: { ...OWNER, 'content-type': 'application/json' }, body })).body.description)
      .toBe('The request body: redirectUris.0 must be an address with http or https, without a fragment.')
  })
})
