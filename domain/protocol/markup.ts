import { createRequire } from 'node:module'
import type { AllHtmlEntities } from 'html-entities'
import type striptags from 'striptags'

interface Packages { readonly entities: AllHtmlEntities, readonly striptags: typeof striptags }

let packages: Packages | undefined

/** Load both packages at first use: the table of 2,200 entities takes a thirtieth of a start, and few texts need it. */
function loadPackages (): Packages {
  const require = createRequire(import.meta.url)
  const { AllHtmlEntities } = require('html-entities') as typeof import('html-entities')
  return { entities: new AllHtmlEntities(), striptags: require('striptags') as typeof striptags }
}

/** A tag: any sign < that is not followed by a space. */
const TAG = /<(?! )[^>]*>?/
const ENTITY = /&#?\w+;?/g

/**
 * Say whether the OpenActive validator takes a text for HTML. It has this rule, and uses the same packages.
 * @param text - any text
 * @returns whether the text has tags or entities
 * @see {@link https://github.com/openactive/data-model-validator/blob/master/src/rules/data-quality/no-html-rule.js}
 */
export function isHtml (text: string): boolean {
  // Most texts have neither sign.
  if (!/[<&]/.test(text)) return false
  const { entities, striptags } = packages ??= loadPackages()
  return entities.decode(striptags(text)).trim() !== text.trim()
}

/**
 * Find the part that makes a text HTML.
 * @param text - a text that `isHtml`
 * @returns its first tag or entity
 */
export function markupIn (text: string): string {
  const { entities } = packages ??= loadPackages()
  const entity = text.match(ENTITY)?.find((part) => entities.decode(part) !== part)
  return TAG.exec(text)?.[0] ?? entity ?? text
}
