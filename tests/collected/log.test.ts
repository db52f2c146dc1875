import { beforeAll, expect, it } from 'vitest'
import { SHARED } from '../../data/sample/credentials.ts'
import { collectedAnswers, collectedLog } from '../helpers/collection.ts'
import { TOKEN_1 } from '../helpers/openid.ts'
import { LOGINS, OWNER_TOKEN, RAMBLER } from '../helpers/owner.ts'
import { CANARY, CUSTOMER } from '../helpers/requests.ts'

const { id: username, password, key } = SHARED

/** A user name and its password, as HTTP Basic sends them. */
const inBase64 = (name: string, secret: string): string => Buffer.from(`${name}:${secret}`).toString('base64').replace(/=+$/, '')

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
  'user name and password in Base64': inBase64(username, password),
  'an initial access token': TOKEN_1,
  'the client secret of a registered broker, with its id in Base64': inBase64('clientid_800', 'secret'),
  'the token of the owner': OWNER_TOKEN,
  'the password of a booking partner of one\'s own': RAMBLER.password,
  'that password in Base64': inBase64(RAMBLER.id, RAMBLER.password),
  'its key': RAMBLER.key,
  'its client secret': RAMBLER.clientSecret,
  'its client secret in Base64': inBase64(RAMBLER.id, RAMBLER.clientSecret),
  'its initial access token': RAMBLER.initialAccessToken,
  'the password of the first seller': LOGINS[0].password,
  'the password of the second seller': LOGINS[1].password
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
