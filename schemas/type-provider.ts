import type { FastifyPluginAsync, FastifyPluginOptions, FastifyTypeProvider, RawServerDefault } from 'fastify'
import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** Derive the types of a request from the schemas of its route. */
export interface SchemaTypes extends FastifyTypeProvider {
  validator: this['schema'] extends JSONSchema ? FromSchema<this['schema']> : unknown
  serializer: unknown
}

/** A plugin with routes whose requests have the types of their schemas. */
export type RoutePlugin = FastifyPluginAsync<FastifyPluginOptions, RawServerDefault, SchemaTypes>
