/** A value that JSON can carry. */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** A JSON-LD node or a part of one. There is no `null`: OpenActive documents never carry one. */
export interface JsonObject { readonly [property: string]: Json | undefined }
