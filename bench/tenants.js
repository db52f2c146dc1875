/** Measure the time and memory of tenants in this process, and print both. Run with --expose-gc. */
import fastify from 'fastify'
import plugin from '../dist/plugin.js'

const TENANTS = 40

const app = fastify()
await app.register(plugin, { control: 'on', maxTenants: TENANTS + 1, standalone: true })
await app.ready()

async function put (id) {
  const began = performance.now()
  const { statusCode } = await app.inject({ method: 'PUT', url: `/simulator/tenants/${id}` })
  if (statusCode !== 201) throw new Error(`PUT of a tenant answered ${statusCode}`)
  return performance.now() - began
}

// The first one makes the sample data, which the others share.
const first = await put('first')
globalThis.gc()
const before = process.memoryUsage().heapUsed
const times = []
for (let i = 0; i < TENANTS; i++) times.push(await put(`tenant-${i}`))
globalThis.gc()
const bytes = (process.memoryUsage().heapUsed - before) / TENANTS
times.sort((a, b) => a - b)
console.log(`tenants ${JSON.stringify({ firstMs: first, medianMs: times[TENANTS / 2], mebibytes: bytes / 2 ** 20 })}`)
await app.close()
