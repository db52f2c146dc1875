import { beforeAll, expect, it } from 'vitest'
import { SHARED } from '../../data/published.ts'
import { collectedAnswers, collectedLog } from '../helpers/collection.ts'
import { CANARY, CUSTOMER } from '../helpers/requests.ts'

const { id: username, password, key } = SHARED
/** What no log line may hold, compared without regard to case. */
const SECRETS = {
  'a customer': 'canary',
  'an e-mail address': CANARY.email,
  'a payment id': CANARY.payment,
  'a telephone number': CUSTOMER.telephone,
  'a telephone number without spaces': CUSTOMER.telephone.replaceAll(' ', ''),
  'a telephone number at all': 'telephone',
  'the API key': key,
  'the password': password,
  'user name and password in Base64': Buffer.from(`${username}:${password}`).toString('base64').replace(/=+$/, '')
}

const found = new Map<string, string[]>()
let requests = 0
let answers = 0

beforeAll(() => {
  for (const line of collectedLog()) {
    if (line.includes('"msg":"incoming request"')) requests++
    const text = line.toLowerCase()
    for (const [what, secret] of Object.entries(SECRETS)) {
      if (text.includes(secret.toLowerCase())) found.set(what, [...found.get(what) ?? [], line].slice(0, 5))
    }
  }
  const all = collectedAnswers()
  while (all.next().done !== true) answers++
}, 300_000)

it('was collected', () => {
  expect(answers, 'No answers: run the tests of the projects "unit" and "mounted" first.').toBeGreaterThan(0)
  expect(requests).toBeGreaterThanOrEqual(answers / 2)
})

it.each(Object.keys(SECRETS))('has nowhere %s', (what) => {
  expect(found.get(what) ?? []).toEqual([])
})
