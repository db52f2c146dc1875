/** The named properties of the nodes that a schema implies; the schema also accepts any other property. */
export type Known<T> = T extends ReadonlyArray<infer Part>
  ? ReadonlyArray<Known<Part>>
  : T extends object
    ? { readonly [K in keyof T as string extends K ? never : number extends K ? never : K]: Known<T[K]> }
    : T
