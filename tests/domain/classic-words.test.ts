import { describe, expect, it } from 'vitest'
import { ClassicError, classicErrorDocument, toClassicError } from '../../domain/classic/classic-errors.ts'
import { toLegacyJson, lastPart } from '../../domain/classic/legacy-json.ts'
import { BookingError, ERRORS, type ErrorType } from '../../domain/protocol/errors.ts'
import {
  classicOfferPath, eventPath, holderOfOffer, isEventPath, isOpportunityPath
} from '../../domain/protocol/ids.ts'

const REQUEST = { path: '/api/orders', method: 'POST' }

describe('an error of the Open Booking API in the older API', () => {
  it.each((Object.keys(ERRORS) as ErrorType[]).map((type) => [type, ERRORS[type][0]] as const))('has the same class of status: %s', (type, status) => {
    const document = classicErrorDocument(toClassicError(new BookingError(type, 'x')), REQUEST)
    expect(Math.floor(document.status / 100)).toBe(Math.floor(status / 100))
    expect([document.instance, document.method]).toEqual(['/api/orders', 'POST'])
  })

  it.each<[type: ErrorType, error: string]>([
    ['UnauthenticatedError', 'unauthenticated'], ['InvalidAPITokenError', 'invalid_api_token_provided'], ['InvalidAuthorizationDetailsError', 'invalid_authorization_details'],
    ['UnknownOrIncorrectEndpointError', 'not_found'], ['MethodNotAllowedError', 'method_not_allowed'], ['TooManyRequestsError', 'too_many_requests'], ['InternalApplicationError', 'internal_error']
  ])('has the name of the older API: %s is %s', (type, error) => {
    expect(classicErrorDocument(toClassicError(new BookingError(type, 'secret')), REQUEST).errorType).toBe(`https://openactive.io/errors/${error}`)
  })

  it.each([[400, 400], [406, 400], [409, 400], [413, 413], [415, 400], [503, 503], [500, 500]])('has the nearest status of the older API: %i becomes %i', (status, expected) => {
    expect(classicErrorDocument(toClassicError(new BookingError('OpenBookingError', 'secret', status)), REQUEST).status).toBe(expected)
  })

  it('does not repeat the description', () => {
    for (const type of Object.keys(ERRORS) as ErrorType[]) {
      const document = classicErrorDocument(toClassicError(new BookingError(type, 'secret')), REQUEST)
      expect(JSON.stringify(document)).not.toContain('secret')
    }
  })

  it('stays the same if it is an error of the older API already', () => {
    const error = new ClassicError('event_is_full')
    expect(toClassicError(error)).toBe(error)
  })
})

describe('an expired cancellation window', () => {
  it('has the type of an order that cannot be cancelled, and another title', () => {
    const window = classicErrorDocument(new ClassicError('order_cancellation_window_expired'), REQUEST)
    const never = classicErrorDocument(new ClassicError('order_is_uncancellable'), REQUEST)
    expect(window.errorType).toBe(never.errorType)
    expect(window.title).not.toBe(never.title)
  })
})

describe('JSON-LD of the older API', () => {
  it('has type and id without @ at every depth, and other properties unchanged', () => {
    expect(toLegacyJson({ '@type': 'Place', '@id': 'x', geo: [{ '@type': 'Geo', n: 1, b: false }], '@context': 'y', '@types': 'z' }))
      .toEqual({ type: 'Place', id: 'x', geo: [{ type: 'Geo', n: 1, b: false }], '@context': 'y', '@types': 'z' })
  })
})

describe('the last part of an id', () => {
  it.each([['http://localhost:5000/events/1234', '1234'], ['1234', '1234'], ['/1234', '1234'], ['events/1234/', ''], ['', '']])('of "%s" is "%s"', (id, part) => {
    expect(lastPart(id)).toBe(part)
  })
})

describe('an offer', () => {
  it.each([['12341', 'events/1234'], ['20012', 'events/2001'], ['12', 'events/1']])('%s belongs to %s', (id, event) => {
    expect(holderOfOffer(classicOfferPath(id))).toBe(event)
  })

  it.each(['1', '', 'x1', '1234x', '../12341', '12341#', '١٢٣٤١'])('"%s" belongs to no event', (id) => {
    expect(holderOfOffer(classicOfferPath(id))).toBeUndefined()
  })
})

describe('an event', () => {
  it.each(['1234', '0'])('%s has a path', (id) => { expect([isEventPath(eventPath(id)), isOpportunityPath(eventPath(id))]).toEqual([true, true]) })
  it.each(['', 'x', '1234/', '../1', '1234#/offers/0', '1 2'])('"%s" has no path', (id) => { expect(isOpportunityPath(eventPath(id))).toBe(false) })
})
