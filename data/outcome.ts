/** The outcome of a piece of work. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown }

/** @returns the outcome of `work`, which may fail */
export async function outcomeOf<T> (work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() }
  } catch (error) {
    return { error }
  }
}
