import { describe, expect, it } from 'vitest'
import { ClassicError, classicErrorDocument, toClassicError } from '../../domain/classic/classic-errors.ts'
import { toLegacyJson, lastPart } from '../../domain/classic/legacy-json.ts'
import { BookingError, ERRORS, type ErrorType } from '../../domain/protocol/errors.ts'
import {
  classicOfferPath, eventPath, holderOfOffer, isEventPath, isOpportunityPath
} from '../../domain/protocol/ids.ts'

const REQUEST = { path: '/api/orders', method: 'POST' }

describe('an error of the Open Booking API in the words of the older simulator', () => {
  it.each((Object.keys(ERRORS) as ErrorType[]).map((type) => [type, ERRORS[type][0]] as const))('is whose fault it was: %s', (type, status) => {
    const document = classicErrorDocument(toClassicError(new BookingError(type, 'x')), REQUEST)
    expect(Math.floor(document.status / 100)).toBe(Math.floor(status / 100))
    expect([document.instance, document.method]).toEqual(['/api/orders', 'POST'])
  })

  it.each<[type: ErrorType, error: string]>([
    ['UnauthenticatedError', 'unauthenticated'], ['InvalidAPITokenError', 'invalid_api_token_provided'], ['InvalidAuthorizationDetailsError', 'invalid_authorization_details'],
    ['UnknownOrIncorrectEndpointError', 'not_found'], ['MethodNotAllowedError', 'method_not_allowed'], ['TooManyRequestsError', 'too_many_requests'], ['InternalApplicationError', 'internal_error']
  ])('has its name: %s', (type, error) => {
    expect(classicErrorDocument(toClassicError(new BookingError(type, 'secret')), REQUEST).errorType).toBe(`https://openactive.io/errors/${error}`)
  })

  it.each([[400, 400], [406, 400], [409, 400], [413, 413], [415, 400], [503, 503], [500, 500]])('has a status that says the same: %i', (status, expected) => {
    expect(classicErrorDocument(toClassicError(new BookingError('OpenBookingError', 'secret', status)), REQUEST).status).toBe(expected)
  })

  it('never says what was said of it', () => {
    for (const type of Object.keys(ERRORS) as ErrorType[]) expect(JSON.stringify(classicErrorDocument(toClassicError(new BookingError(type, 'secret')), REQUEST))).not.toContain('secret')
  })

  it('that is one of its own already stays what it is', () => {
    const error = new ClassicError('event_is_full')
    expect(toClassicError(error)).toBe(error)
  })
})

describe('a window that is over', () => {
  it('goes by the type of what can not be cancelled, and is told by its title', () => {
    const [window, never] = [classicErrorDocument(new ClassicError('order_cancellation_window_expired'), REQUEST), classicErrorDocument(new ClassicError('order_is_uncancellable'), REQUEST)]
    expect(window.errorType).toBe(never.errorType)
    expect(window.title).not.toBe(never.title)
  })
})

describe('JSON-LD in old words', () => {
  it('has type and id without a sign, at every depth, and all else as it is', () => {
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
  it.each([['12341', 'events/1234'], ['20012', 'events/2001'], ['12', 'events/1']])('%s is held by %s', (id, event) => {
    expect(holderOfOffer(classicOfferPath(id))).toBe(event)
  })

  it.each(['1', '', 'x1', '1234x', '../12341', '12341#', '١٢٣٤١'])('%s is none', (id) => {
    expect(holderOfOffer(classicOfferPath(id))).toBeUndefined()
  })
})

describe('an event', () => {
  it.each(['1234', '0'])('%s has a path', (id) => { expect([isEventPath(eventPath(id)), isOpportunityPath(eventPath(id))]).toEqual([true, true]) })
  it.each(['', 'x', '1234/', '../1', '1234#/offers/0', '1 2'])('"%s" has none', (id) => { expect(isOpportunityPath(eventPath(id))).toBe(false) })
})
