import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { accepted, bAfterP, done, makeForApproval, refusedBy, seller, stateOf } from '../../helpers/proposals.ts'
import { c2, newUuid, remainingOf } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const OUTDATED = [500, 'OrderProposalVersionOutdatedError']
const UNKNOWN = [404, 'UnknownOrderError']
const versionOf = (uuid: string, version: string): string => `${BASE}/api/openbooking/order-proposals/${uuid}/versions/${version}`

describe('B after P', () => {
  it('of an older version is refused before and after the new one is accepted', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    await done(seller(simulator, 'Amend', uuid))
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual(OUTDATED)
    await done(seller(simulator, 'Accept', uuid))
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual(OUTDATED)
    const { version: latest } = await stateOf(simulator, uuid)
    expect((await bAfterP(simulator, uuid, latest)).status).toBe(201)
  })

  it('of an unknown version is refused as outdated, even for a rejected proposal', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, versionOf(uuid, newUuid())))).toEqual(OUTDATED)
    await done(seller(simulator, 'Reject', uuid))
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, versionOf(uuid, newUuid())))).toEqual(OUTDATED)
  })

  it('of an invalid version is refused with UnknownOrderError', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, version } = await accepted(simulator, [item])
    const other = await accepted(simulator, [item])
    const wrong = [
      other.version, version.replace(BASE, 'https://elsewhere.example'), version.slice(BASE.length), version.replace('order-proposals', 'orders'), version.replace(/[^/]+$/, '1'),
      `${version}/1`, ` ${version}`, version.split('/').at(-1)!, 'x', version.replace(/\/versions.*/, '')
    ]
    for (const one of wrong) expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, one)), one).toEqual(UNKNOWN)
    const unknown = newUuid()
    for (const one of [version, versionOf(unknown, newUuid())]) expect(await refusedBy(simulator, () => bAfterP(simulator, unknown, one))).toEqual(UNKNOWN)
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })

  it('of a quote without P is refused, and the lease stays', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const uuid = newUuid()
    await c2(simulator, [item], { uuid })
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, versionOf(uuid, newUuid())))).toEqual(UNKNOWN)
    expect(await remainingOf(simulator, item)).toBe(9)
  })
})
