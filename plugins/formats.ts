/** HTML, control characters other than white space, and halves of characters: OpenActive documents must be without. */
const UNCLEAN = /<|&#?\w+;|(?![\t\n\r])\p{Cc}|\p{Cs}/u
const WEB_URL = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[\w-]*[a-z0-9])?(?:\.[a-z0-9](?:[\w-]*[a-z0-9])?)*)(?::[1-9][0-9]{1,4})?(?:[/?#][^\s">\\^`{|}]*)?$/i
/** Two letters of ISO 3166-1. */
const COUNTRY = new RegExp(`^(?:${[
  'A[DEFGILMOQRSTUWXZ]|B[ABDEFGHIJLMNOQRSTVWYZ]|C[ACDFGHIKLMNORUVWXYZ]|D[EJKMOZ]|E[CEGHRST]|F[IJKMOR]|G[ABDEFGHILMNPQRSTUWY]',
  'H[KMNRTU]|I[DELMNOQRST]|J[EMOP]|K[EGHIMNPRWYZ]|L[ABCIKRSTUVY]|M[ACDEFGHKLMNOPQRSTUVWXYZ]|N[ACEFGILOPRUZ]|OM|P[AEFGHKLMNRSTWY]|QA',
  'R[EOSUW]|S[ABCDEGHIJKLMNORSTVXYZ]|T[CDFGHJKLMNORTVWZ]|U[AGMSYZ]|V[ACEGINU]|W[FS]|Y[ET]|Z[AMW]'
].join('|')})$`)

/** Formats of `schemas` beyond those of JSON Schema. What an answer repeats has to be valid there, too. */
export const FORMATS = {
  'plain-text': (text: string): boolean => !UNCLEAN.test(text),
  'web-url': (text: string): boolean => WEB_URL.test(text) && !UNCLEAN.test(text),
  'country-code': COUNTRY
} as const
