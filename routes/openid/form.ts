/** The fields of a submitted form. */
export type Form = Readonly<Record<string, string>>

/** A refused form: the status and the message of the page. */
export interface Refusal { readonly status: number, readonly problem: string }
