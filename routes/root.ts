import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { CLASSIC_MEDIA_TYPE } from '../domain/classic/classic-documents.ts'

const HTML = 'text/html'

/** @returns the forms of the root: both below a prefix, unless the prefix itself ends with a slash */
export function rootsBelow (prefix: string): string[] {
  if (prefix === '') return ['/']
  return prefix.endsWith('/') ? [''] : ['', '/']
}

/** @returns whether a browser asks, and no program */
export const prefersHtml = (request: FastifyRequest): boolean =>
  new Negotiator(request).mediaType([CLASSIC_MEDIA_TYPE, 'application/json', HTML]) === HTML
