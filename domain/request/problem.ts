import { BookingError, type ErrorType, type ItemError, itemError } from '../protocol/errors.ts'

/** A value of a request that is not valid. It takes the place of the value. */
export class Problem {
  readonly errorType: ErrorType
  /** A sentence with the path of the value, the expectation and the value received. */
  readonly text: string
  /** The value received, which can be personal data: for a check that knows more of the expectation. */
  readonly value: unknown

  constructor (errorType: ErrorType, text: string, value: unknown) {
    this.errorType = errorType
    this.text = text
    this.value = value
  }

  /** Whether the value is as good as missing: null or an empty text. */
  get isEmpty (): boolean {
    return this.value === null || this.value === ''
  }
}

/** @returns whether a part of a request is a problem instead of a valid value */
export function isProblem (part: unknown): part is Problem {
  // Not by its properties: a client can send an object with the same ones.
  return part instanceof Problem
}

/** @returns a part of a request as it came, valid or not */
export function asReceived (part: unknown): unknown {
  return isProblem(part) ? part.value : part
}

/** @returns a part of a request if it is valid, otherwise undefined */
export function valid<T> (part: T | Problem): T | undefined {
  return isProblem(part) ? undefined : part
}

/** @returns the error of a request with a problem */
export const errorOf = ({ errorType, text }: Problem): BookingError => new BookingError(errorType, text)

/**
 * Make the error of an item with a problem.
 * @param problem - the problem
 * @param type - error type, by default that of the problem
 * @returns the error document
 */
export const itemErrorOf = (problem: Problem, type = problem.errorType): ItemError => itemError(type, problem.text)
