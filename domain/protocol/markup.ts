import { AllHtmlEntities } from 'html-entities'
import striptags from 'striptags'

const entities = new AllHtmlEntities()

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
  return /[<&]/.test(text) && entities.decode(striptags(text)).trim() !== text.trim()
}

/**
 * Find the part that makes a text HTML.
 * @param text - a text that `isHtml`
 * @returns its first tag or entity
 */
export function markupIn (text: string): string {
  const entity = text.match(ENTITY)?.find((part) => entities.decode(part) !== part)
  return TAG.exec(text)?.[0] ?? entity ?? text
}
