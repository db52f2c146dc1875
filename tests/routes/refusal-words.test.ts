import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { TEMPLATE } from '../helpers/refusal.ts'
import { make, PARTNER_1, quoteBody } from '../helpers/requests.ts'

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], ownerToken: OWNER_TOKEN })

describe('the description of a refusal names the property and the expected value', () => {
  it.each([
    ['[]', 'The request body must be an object; received a list.'],
    ['null', 'The request body must be an object; received null or nothing.'],
    [{ '@context': 1 }, '@context must be a text or a list or an object; received a number.'],
    [{ orderedItem: {} }, 'orderedItem must be a list of 1 or more items; received an object.'],
    [{ orderedItem: [{ '@type': 'Item' }] }, 'orderedItem[0].@type must be OrderItem; received "Item".'],
    [{ orderedItem: [{ '@type': 'OrderItem', position: -1 }] }, 'orderedItem[0].position must be a whole number, 0 or more; received -1.'],
    [{ broker: { '@type': 'Organization', name: 'A <b>' } }, 'broker.name must be text without HTML and control characters; it contains "\\u003cb>".'],
    [{ broker: { '@type': 'Organization', name: 'A', url: 'a.example' } }, 'broker.url must be an address with http or https; received "a.example".'],
    [{ broker: { '@type': 'Organization', name: 'A', email: 'a' } }, 'broker.email must be an e-mail address; received a text.'],
    [{ broker: 'A' }, 'broker must be an Organization; received a text.'],
    [{ payment: [] }, 'payment must be a Payment or a DynamicPayment; received a list of 0.'],
    [{ payment: { '@type': 'DynamicPayment' } }, 'payment.@type must be Payment; received "DynamicPayment".']
  ])('for a quote: %j', async (more, description) => {
    const simulator = await build()
    const item = await make(simulator)
    const body = typeof more === 'string' ? more : quoteBody([item], more)
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body })).body.description).toBe(description)
  })

  it('for a booking partner', async () => {
    const simulator = await build()
    const body = { id: 'rambler', redirectUris: ['rambler.example/cb'] }
    expect((await simulator.request('POST', '/partners', { headers: { ...OWNER, 'content-type': 'application/json' }, body })).body.description)
      .toBe('The request body: redirectUris.0 must be an address with http or https, without a fragment; received a text.')
  })
})
