import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { FORMATS } from '../../domain/protocol/formats.ts'

type Json = Readonly<Record<string, ReturnType<typeof JSON.parse>>>

/** One operation of an OpenAPI document. */
export interface WrittenOperation { readonly path: string, readonly method: string, readonly operation: Json }

/** An answer of the simulator to a request for a path below its base URL. */
export interface SeenAnswer {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly contentType: string
  readonly text: string
}

const TEXT = /^(?:text|image)\/|xml$/

/** List the operations of an OpenAPI document, in its order. */
export function operationsOf (document: Json): WrittenOperation[] {
  return Object.entries(document['paths'] as Json).flatMap(([path, operations]) =>
    Object.entries(operations as Json).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })))
}

/** Forbid every property that a schema does not name, unless it says that there are others. */
function closed (schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]))
  return 'properties' in schema && 'type' in schema && !('additionalProperties' in schema) ? { ...parts, additionalProperties: false } : parts
}

/** Checks answers against an OpenAPI document: it must describe the request, the status, the media type and every property. */
export class Documented {
  readonly #operations: ReadonlyArray<WrittenOperation & { readonly pattern: RegExp }>
  readonly #components: unknown
  readonly #ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS })
  readonly #compiled = new Map<unknown, ValidateFunction>()

  constructor (document: Json) {
    formats.default(this.#ajv, ['uri', 'uuid', 'date-time'])
    this.#components = closed(document['components'])
    this.#operations = operationsOf(document).map((one) => {
      const pattern = one.path.replaceAll('.', '\\.').replaceAll('{path}', '.+').replaceAll(/\{\w+\}/g, '[^/]+')
      return { ...one, pattern: new RegExp(`^${pattern}$`) }
    })
  }

  /** Find the operation of a request. */
  operationOf (method: string, path: string): WrittenOperation | undefined {
    const found = this.#operations.filter((one) => one.method === (method === 'HEAD' ? 'GET' : method) && one.pattern.test(path))
    // A path without parameters is the nearer one.
    return found.find((one) => one.path === path) ?? found[0]
  }

  /** List everything about an answer that the document does not say. */
  problemsOf ({ method, path, status, contentType, text }: SeenAnswer): string[] {
    const found = this.operationOf(method, path)
    if (found === undefined) return [`${method} ${path} is not documented`]
    const where = `${found.operation['operationId']} ${status}`
    const response = found.operation['responses'][status]
    if (response === undefined) return [`${where} is not documented`]
    if (text === '') return []
    const type = contentType.replace(/; charset=utf-8$/, '')
    const media = response.content?.[type]
    if (media === undefined) return [`${where} is documented as ${Object.keys(response.content ?? {}).join()}, not as ${type}`]
    const value: unknown = TEXT.test(type) ? text : JSON.parse(text)
    const validate = this.#validatorOf(media.schema)
    if (validate(value)) return this.#errorProblems(where, status, media, value)
    return [...new Set((validate.errors ?? []).map(({ instancePath, message, params }) => `${where} ${instancePath.replaceAll(/\/\d+/g, '/*')} ${message} ${JSON.stringify(params)}`))]
  }

  /** Every error type has an example, so that a reader finds it. */
  #errorProblems (where: string, status: number, { examples = {} }: Json, value: unknown): string[] {
    const { '@type': type, error } = Object(value) as Json
    return status < 400 || error !== undefined || !String(type).endsWith('Error') || type in examples ? [] : [`${where} has no ${type}`]
  }

  #validatorOf (schema: unknown): ValidateFunction {
    const known = this.#compiled.get(schema)
    if (known !== undefined) return known
    const made = this.#ajv.compile({ ...closed(schema) as object, components: this.#components })
    this.#compiled.set(schema, made)
    return made
  }
}
