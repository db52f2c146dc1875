import { existsSync, readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildApp, shareApp } from '../../helpers/build-app.ts'
import { requireValid } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'

type Body = ReturnType<typeof JSON.parse>
const app = shareApp({ control: 'on', types: ['ScheduledSession'] })
const features = async (options: object): Promise<string[]> => (await control(await buildApp({ control: 'on', types: ['ScheduledSession'], ...options }), 'GET', '/features')).body.featureList

it('featureList: machine-readable list of features, in the control interface and on the page', async () => {
  const simulator = await app()
  const { body: { featureList } } = await control(simulator, 'GET', '/features')
  expect(featureList).toEqual(expect.arrayContaining(['minimal-proposal', 'multiple-sellers', 'anonymous-leasing', 'cancellation-window']))
  expect(featureList).toEqual([...new Set(featureList)].sort())
  const { text } = await simulator.request('GET', '/openactive')
  for (const name of featureList) expect(text).toContain(`<code>${name}</code>`)
})

it('featureList follows the options', async () => {
  const usual = await features({})
  const added = async (options: object): Promise<string[]> => (await features(options)).filter((name) => !usual.includes(name))
  expect(await added({ sellers: 'single' })).toEqual(['single-seller'])
  expect(await added({ dynamicPayment: true, offerOverrides: true, logisticsUpdates: true })).toEqual(['change-of-logistics-notifications', 'dynamic-payment', 'offer-overrides'])
  expect((await features({ prices: 'free', leasing: 'none' })).filter((name) => /prepayment|leasing|tax/.test(name))).toEqual([])
})

it('DataDownload.totalItems and the orders feed URL are in the control interface, while the dataset site stays valid', async () => {
  const simulator = await app()
  const { body: { items } } = await control(simulator, 'GET', '/feeds')
  const [sessions, orders] = ['scheduled-sessions', 'orders-rpde'].map((feed) => items.find((item: Body) => item.feed === feed))
  expect([sessions.items > 100, orders.url.endsWith('/api/openbooking/orders-rpde')]).toEqual([true, true])
  const { text } = await simulator.request('GET', '/openactive')
  expect(text).toContain('<code>/api/openbooking/orders-rpde</code>')
  const [, json] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text) ?? []
  await requireValid([[JSON.parse(json ?? ''), 'DatasetSite']])
})

const SUITE = '../suite/packages/openactive-integration-tests/test/features'
it.skipIf(!existsSync(SUITE))('names are those of the OpenActive Test Suite', async () => {
  const known = readdirSync(SUITE).filter((name) => !name.includes('.')).flatMap((category) => readdirSync(`${SUITE}/${category}`))
  const every = await features({ dynamicPayment: true, offerOverrides: true, logisticsUpdates: true, auth: ['openid'] })
  expect(every.filter((name) => !known.includes(name))).toEqual([])
})
