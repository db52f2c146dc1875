import { expect } from 'vitest'
import type { Simulator } from './build-app.ts'
import { control } from './control.ts'
import type { Bookable } from './requests.ts'
import { ModelValidator } from './validation.ts'

type Body = ReturnType<typeof JSON.parse>

/** An opportunity made by a control call, bookable by each of its offers. */
export interface Created { readonly id: string, readonly seller: string, readonly group: string, readonly bookables: readonly [Bookable, ...Bookable[]] }

/** Create an opportunity by a control call that must succeed. */
export async function create (simulator: Simulator, given: object = {}, feed = 'scheduled-sessions'): Promise<Created> {
  const { status, body, text } = await control(simulator, 'POST', '/opportunities', given)
  if (status !== 201) throw new Error(text)
  const { id, seller, offers } = body
  const bookables = offers.map((offer: Body) => ({ opportunity: id, offer: offer.id, price: offer.price, feed }))
  return { id, seller, bookables, group: offers[0].id.replace(/#.*$/, '').split('/').slice(3).join('/') }
}

/** Make a seller act by a control call that must succeed. */
export async function bySeller (simulator: Simulator, action: string, order: string, more: object = {}): Promise<Body> {
  const { status, body, text } = await control(simulator, 'POST', `/sellers/any/${action}`, { order, ...more })
  if (status !== 200) throw new Error(text)
  return body
}

/** @returns the error types of each item of an answer. */
export const errorsOf = ({ body }: { readonly body: Body }): string[][] =>
  body.orderedItem.map(({ error = [] }: Body) => error.map((one: Body) => one['@type']))

/** Require that the OpenActive validator finds no failure in documents. */
export async function requireValid (documents: ReadonlyArray<readonly [document: Body, mode: string]>): Promise<void> {
  const validator = new ModelValidator()
  for (const [document, mode] of documents) {
    const findings = await validator.validate(document, mode)
    expect([mode, findings.filter(({ severity }) => severity === 'failure')]).toEqual([mode, []])
  }
  validator.remove()
}
