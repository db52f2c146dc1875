import fastify from 'fastify'
import { expect, it } from 'vitest'
import plugin from '../../plugin.ts'
import { collectedAnswers } from '../helpers/collection.ts'
import { Documented } from '../helpers/documented.ts'
import { OWNER_TOKEN } from '../helpers/owner.ts'

/** Every answer without a fault, and every document with the errors of its items, is as the OpenAPI document says. */
it('every document of the run has a documented form, and no property beyond it', async () => {
  const app = fastify()
  await app.register(plugin, { auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN, control: 'on', standalone: true })
  const documented = new Documented((await app.inject('/docs/json')).json())
  await app.close()
  const problems = new Set<string>()
  let checked = 0
  for (const { answer: { method, url, base, status, contentType, body: text } } of collectedAnswers()) {
    const path = decodeURI(url.split('?', 1)[0]!.slice(new URL(base).pathname.replace(/\/$/, '').length)) || '/'
    if (status >= 400 && !text.includes('"orderedItem":')) continue
    // No path of OpenAPI stands for several segments.
    if (path.startsWith('/dashboard/assets/')) continue
    checked++
    for (const problem of documented.problemsOf({ method, path, status, contentType, text })) problems.add(problem)
  }
  expect(checked).toBeGreaterThan(0)
  expect([...problems].slice(0, 50)).toEqual([])
}, 600_000)
