import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BookingError, errorDocument, ERRORS, itemError } from '../../domain/protocol/errors.ts'

const MODELS = join(dirname(createRequire(import.meta.url).resolve('@openactive/data-models/package.json')), 'versions/2.x/models')

/** Error types of the OpenActive models with their status codes. */
const published = Object.fromEntries(readdirSync(MODELS).filter((name) => name.endsWith('Error.json')).map((name) => {
  const model = JSON.parse(readFileSync(join(MODELS, name), 'utf8')) as { type: string, fields: { statusCode?: { requiredContent?: number } } }
  return [model.type, model.fields.statusCode?.requiredContent]
}))

describe('the table of errors', () => {
  it('has exactly the types of the models', () => {
    expect(Object.keys(ERRORS).sort()).toEqual(Object.keys(published).sort())
  })

  it.each(Object.entries(ERRORS))('gives %s the status of the models', (type, [status, name]) => {
    expect(published[type] ?? status).toBe(status)
    expect(name).not.toBe('')
  })
})

it('an error document has description and instance', () => {
  expect(errorDocument(new BookingError('UnknownOrderError', 'There is none.'), 'http://localhost/x')).toEqual({
    '@context': 'https://openactive.io/', '@type': 'UnknownOrderError', statusCode: 404, name: 'Order not found', description: 'There is none.', instance: 'http://localhost/x'
  })
})

it('an error document has the id of its request', () => {
  expect(errorDocument(new BookingError('UnknownOrderError', 'There is none.'), 'http://localhost/x', 'req-7'))
    .toMatchObject({ instance: 'http://localhost/x', requestId: 'req-7' })
})

it('an error of an item has no context', () => {
  expect(itemError('OpportunityIsFullError', 'Full.')).toEqual({ '@type': 'OpportunityIsFullError', statusCode: 409, name: 'Fully booked', description: 'Full.' })
})
