import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import plugin from '../../plugin.ts'
import { deferred } from '../data/gate.ts'
import { NOW } from '../helpers/build-app.ts'

it('a mounted simulator reports itself alive before it is ready', async () => {
  const [asked, opened] = [deferred(), deferred()]
  const store = createMemoryStore(emptySnapshot(NOW))
  const { transaction } = store
  store.transaction = async (work, onApplied) => {
    asked.resolve()
    await opened.promise
    return await transaction(work, onApplied)
  }
  const app = fastify()
  await app.register(plugin, { types: ['ScheduledSession'], prefix: '/sim', clock: () => NOW, store })
  const server = createServer((request, response) => { app.routing(request, response) }).listen(0, '127.0.0.1')
  onTestFinished(async () => {
    opened.resolve()
    server.close()
    await app.close()
  })
  await once(server, 'listening')
  const ask = async (path: string): Promise<unknown[]> => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sim${path}`)
    return [answer.status, await answer.json()]
  }
  const ready = app.ready()
  await asked.promise
  expect([await ask('/health'), await ask('/ready')]).toEqual([[200, { status: 'alive' }], [503, { status: 'starting' }]])
  opened.resolve()
  await ready
  expect(await ask('/ready')).toEqual([200, { status: 'ready' }])
})
