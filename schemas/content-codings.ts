/** Content codings of compressed pages, the best one first: it decides where a reader accepts any. */
export const CONTENT_CODINGS = ['br', 'gzip'] as const
export type ContentCoding = typeof CONTENT_CODINGS[number]
