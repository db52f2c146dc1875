import type { FastifyInstance } from 'fastify'

/** The OpenID Provider of a simulator. */
export type OpenId = ReturnType<NonNullable<FastifyInstance['openBooking']['openIdOf']>>

/** The fields of a submitted form. */
export type Form = Readonly<Record<string, string>>

/** A refused form: the status and the message of the page. */
export interface Refusal { readonly status: number, readonly problem: string }
