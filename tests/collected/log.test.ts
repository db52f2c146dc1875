import { beforeAll, expect, it } from 'vitest'
import { SHARED } from '../../data/sample/credentials.ts'
import { collectedLog, countAnswers, requireCompleteRuns } from '../helpers/collection.ts'
import { TOKEN_1 } from '../helpers/openid.ts'
import { CONTROL_TOKEN } from '../helpers/control.ts'
import { LOGINS, OWNER_TOKEN, RAMBLER } from '../helpers/owner.ts'
import { CANARY, CUSTOMER } from '../helpers/requests.ts'

const { id: username, password, key } = SHARED

/** Encode a user name and its password as in HTTP Basic. */
const inBase64 = (name: string, secret: string): string => Buffer.from(`${name}:${secret}`).toString('base64').replace(/=+$/, '')

/** Text that no log line may contain, in any case. */
const SECRETS = {
  'a customer': 'canary',
  'an e-mail address': CANARY.email,
  'a payment id': CANARY.payment,
  'a telephone number': CUSTOMER.telephone,
  'a telephone number without spaces': CUSTOMER.telephone.replaceAll(' ', ''),
  'the property telephone': 'telephone',
  'the API key': key,
  'the password': password,
  'user name and password in Base64': inBase64(username, password),
  'an initial access token': TOKEN_1,
  'the client secret of a registered broker, with its id in Base64': inBase64('clientid_800', 'secret'),
  'the token of the owner': OWNER_TOKEN,
  'the token of control calls': CONTROL_TOKEN,
  'the password of a configured booking partner': RAMBLER.password,
  'the password of a configured booking partner in Base64': inBase64(RAMBLER.id, RAMBLER.password),
  'the key of a configured booking partner': RAMBLER.key,
  'the client secret of a configured booking partner': RAMBLER.clientSecret,
  'the client secret of a configured booking partner in Base64': inBase64(RAMBLER.id, RAMBLER.clientSecret),
  'the initial access token of a configured booking partner': RAMBLER.initialAccessToken,
  'the password of the first seller': LOGINS[0].password,
  'the password of the second seller': LOGINS[1].password
}

const found = new Map<string, string[]>()
let requests = 0
let answers = 0

beforeAll(() => {
  requireCompleteRuns()
  for (const line of collectedLog()) {
    if (line.includes('"msg":"incoming request"')) requests++
    const text = line.toLowerCase()
    for (const [what, secret] of Object.entries(SECRETS)) {
      if (text.includes(secret.toLowerCase())) found.set(what, [...found.get(what) ?? [], line].slice(0, 5))
    }
  }
  answers = countAnswers()
}, 300_000)

it('the log was collected', () => {
  expect(answers).toBeGreaterThan(0)
  expect(requests).toBeGreaterThanOrEqual(answers / 2)
})

it.each(Object.keys(SECRETS))('the log does not contain %s', (what) => {
  expect(found.get(what) ?? []).toEqual([])
})
