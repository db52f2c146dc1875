import type { JSONSchema } from 'json-schema-to-ts'

// The operations document the endpoints; no route validates or serializes by them. A route names its operation in its
// config, and `plugins/openapi/` makes the OpenAPI document of both.

/** The formats of documents: they decide the media type, and the form of an error. */
export type Format = 'booking' | 'rpde' | 'json' | 'classic' | 'control' | 'page' | 'linked'

/** The credentials that an operation takes. */
export type Access = 'nobody' | 'partner' | 'partner or nobody' | 'owner' | 'control'

/** The next request that a response makes possible. */
export interface Link {
  readonly operationId: string
  /** Runtime expressions by the name of the parameter. */
  readonly parameters: Readonly<Record<string, string>>
  /** The body of the request; runtime expressions in braces stand for parts of the response. */
  readonly requestBody?: unknown
}

/** A response without a fault. */
export interface Answer {
  readonly description: string
  /** Missing for a response without a body. */
  readonly schema?: JSONSchema
  /** Media type, unless the format of the operation decides it. */
  readonly type?: string
  /** Whether a browser gets a page in place of the document. */
  readonly hasPage?: true
  /** Descriptions of headers by name. */
  readonly headers?: Readonly<Record<string, string>>
  readonly links?: Readonly<Record<string, Link>>
}

/** The documentation of an endpoint. */
export interface Operation {
  /** The group on the reference page. */
  readonly tag: string
  readonly format: Format
  readonly access: Access
  readonly summary: string
  readonly description?: string
  /** Schema of the request body, unless the route validates by it. */
  readonly request?: JSONSchema
  /** Bodies that work, by name. `{words}` in braces stand for values of the simulator that shows them. */
  readonly examples?: Readonly<Record<string, unknown>>
  /** Values of parameters that work, by the name of the parameter; a list has one for each of the bodies. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Responses by status. */
  readonly answers: Readonly<Record<number, Answer>>
  /** Types of errors that refuse the whole request. */
  readonly errors?: readonly string[]
  /** Types of errors of single items, which a 409 document shows. */
  readonly itemErrors?: readonly string[]
  /** Problems without an error type of their own, by status. */
  readonly problems?: Readonly<Record<number, string>>
}
