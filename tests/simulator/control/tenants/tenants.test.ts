import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTenants, type Tenants } from '../../../../simulator/control/tenants/tenants.ts'
import type { Simulator } from '../../../../simulator/index.ts'

/** Create tenants whose simulators only note their end. */
function createFake (limit: number): { readonly tenants: Tenants, readonly started: string[], readonly ended: string[], readonly evicted: string[] } {
  const [started, ended, evicted]: string[][] = [[], [], []]
  const start = async (id: string): Promise<Simulator> => {
    started!.push(id)
    if (id === 'broken') throw new Error('no start')
    return { close: async () => { ended!.push(id) } } as unknown as Simulator
  }
  const tenants = createTenants({ limit, urlOf: (id) => `http://x.example/t/${id}`, start, onEvicted: (id) => { evicted!.push(id) } })
  return { tenants, started: started!, ended: ended!, evicted: evicted! }
}

/** Send one request to a tenant. */
async function useOnce ({ use }: Tenants, id: string): Promise<void> { (await use(id, true))?.release() }
const namesOf = ({ list }: Tenants): string[] => list().map(({ id }) => id)

describe('a tenant', () => {
  it('is made at its first use, once', async () => {
    const { tenants, started } = createFake(3)
    await Promise.all([useOnce(tenants, 'a'), useOnce(tenants, 'a'), tenants.put('a', {})])
    await useOnce(tenants, 'a')
    expect(started).toEqual(['a'])
  })

  it('is not made where a first use may not make it', async () => {
    const { tenants, started } = createFake(3)
    expect(await tenants.use('a', false)).toBeUndefined()
    await tenants.put('a', {})
    expect(await tenants.use('a', false)).toBeDefined()
    expect(started).toEqual(['a'])
  })

  it('can be made again after a start that failed', async () => {
    const { tenants, started } = createFake(3)
    await expect(tenants.put('broken', {})).rejects.toThrow('no start')
    await expect(tenants.use('broken', true)).rejects.toThrow('no start')
    expect(started).toEqual(['broken', 'broken'])
    expect(tenants.list()).toEqual([])
  })

  it('keeps the settings that it was made with', async () => {
    const { tenants } = createFake(3)
    expect((await tenants.put('a', { firstChangeNumber: 7 })).isNew).toBe(true)
    expect(await tenants.put('a', { firstChangeNumber: 7 })).toMatchObject({ isNew: false, tenant: { id: 'a', url: 'http://x.example/t/a', settings: { firstChangeNumber: 7 } } })
    await expect(tenants.put('a', { firstChangeNumber: 8 })).rejects.toMatchObject({ status: 409, path: '/firstChangeNumber' })
    await expect(tenants.put('a', { firstChangeNumber: 7, clock: '2027-01-01T00:00:00Z' })).rejects.toMatchObject({ status: 409, path: '/clock', message: expect.stringContaining('"a" without clock;') })
    await expect(tenants.put('a', {})).rejects.toMatchObject({ status: 409 })
  })

  it('ends when it is removed', async () => {
    const { tenants, started, ended } = createFake(3)
    await tenants.put('a', {})
    await tenants.remove('a')
    expect(ended).toEqual(['a'])
    await expect(tenants.remove('a')).rejects.toMatchObject({ status: 404 })
    await tenants.put('a', { firstChangeNumber: 8 })
    expect(started).toEqual(['a', 'a'])
    await tenants.close()
    expect(ended).toEqual(['a', 'a'])
  })

  it.each(['', '-a', 'A', 'a_b', 'a.b', '..', 'a/b', 'a b', 'ä', 'a\n', '__proto__', 'x'.repeat(64), 'a%61'])('has no name such as %j', async (id) => {
    const { tenants, started } = createFake(3)
    await expect(tenants.use(id, true)).rejects.toMatchObject({ status: 404 })
    await expect(tenants.put(id, {})).rejects.toMatchObject({ status: 400 })
    expect(started).toEqual([])
  })

  it.each(['a', '0', 'worker-3', 'constructor', 'x'.repeat(63), 'a-'])('may have the name %s', async (id) => {
    const { tenants } = createFake(3)
    await useOnce(tenants, id)
    expect(namesOf(tenants)).toEqual([id])
  })
})

describe('beyond the limit', () => {
  it('the tenant used longest ago ends', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 30 }), async (limit, uses) => {
      const { tenants, ended, evicted } = createFake(limit)
      let recent: string[] = []
      const forgotten: string[] = []
      for (const id of uses) {
        await useOnce(tenants, id)
        recent = [...recent.filter((other) => other !== id), id]
        if (recent.length > limit) forgotten.push(recent.shift()!)
        expect(namesOf(tenants)).toEqual(recent)
      }
      await new Promise(setImmediate)
      expect(ended).toEqual(forgotten)
      expect(evicted).toEqual(forgotten)
    }))
  })

  it('no tenant ends that has a request under way', async () => {
    const { tenants, ended } = createFake(2)
    const [a, b] = [await tenants.use('a', true), await tenants.use('b', true)]
    await expect(tenants.use('c', true)).rejects.toMatchObject({ status: 503 })
    b!.release()
    b!.release()
    await useOnce(tenants, 'c')
    expect(ended).toEqual(['b'])
    a!.release()
    await useOnce(tenants, 'b')
    expect(namesOf(tenants)).toEqual(['c', 'b'])
  })
})
