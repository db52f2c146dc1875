import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'
import { shareApp } from '../helpers/build-app.ts'

const app = shareApp({ control: 'on', ownerToken: 'owner-token-of-the-tests', auth: ['basic', 'key', 'header', 'openid'] })
const ajv = new Ajv({ strict: false })

// The validators do not look: a wrong schema would let every value pass.
test('every schema of routes and options is a valid schema', async () => {
  const { routes } = await app()
  const parts = routes.flatMap(({ method, url, schema = {} }) => (['body', 'querystring', 'params', 'headers'] as const)
    .flatMap((part) => schema[part] === undefined ? [] : [[`${String(method)} ${url} ${part}`, schema[part]] as const]))
  expect(parts.length).toBeGreaterThan(50)
  const wrong = [...parts, ['options', commandOptions] as const].filter(([, schema]) => ajv.validateSchema(schema as object) !== true)
  expect(wrong.map(([name]) => name)).toEqual([])
})
