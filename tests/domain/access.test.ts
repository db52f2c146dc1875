import { expect, it } from 'vitest'
import { accessProperties, newAccess, newPasses } from '../../domain/rendering/access.ts'
import { environment, opportunity } from './build.ts'

const BASE = 'https://book.example'

/** Create a source of different ids. */
function counter (): () => string {
  let count = 0
  return () => `ID${++count}`
}

it('new access details have a different text for each way of entry', () => {
  const { code, pass, image, channel } = newAccess({ orderedItem: { opportunity: opportunity({ online: true }) } }, environment({ newId: counter() }))
  expect(new Set([code, pass, image, channel?.room, channel?.pin]).size).toBe(5)
})

it('new passes replace both texts', () => {
  const newId = counter()
  const before = newAccess({ orderedItem: { opportunity: opportunity() } }, environment({ newId }))
  const after = { ...before, ...newPasses(newId) }
  expect([after.pass === before.pass, after.image === before.image, after.code]).toEqual([false, false, before.code])
})

it('an image and a barcode show different texts', () => {
  expect(accessProperties({ code: 'C', pass: 'P', image: 'I' }, BASE)['accessPass']).toEqual([
    { '@type': 'ImageObject', url: `${BASE}/access-passes/qrcode/I.png` },
    { '@type': 'Barcode', url: `${BASE}/access-passes/code128/P.png`, text: 'P', 'beta:codeType': 'code128' }
  ])
})

it('a record from before the image had its own text shows the barcode alone', () => {
  expect(accessProperties({ code: 'C', pass: 'P' }, BASE)['accessPass']).toEqual([
    { '@type': 'Barcode', url: `${BASE}/access-passes/code128/P.png`, text: 'P', 'beta:codeType': 'code128' }
  ])
})
