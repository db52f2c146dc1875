/** A record with `expires` is offered to `domain/due.ts` once that instant has come. */
export interface Expiring { readonly expires?: string }
